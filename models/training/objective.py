"""The training objective of both depths: texts should match their target positions in the space, and their target
similarities to other texts."""

import torch
from torch.nn import functional as F

DIMS = (128, 64, 32)  # Matryoshka (Kusupati et al. 2205.13147)
NEAR = 0.05  # temperature of the neighbour distribution
NEAR_PLACES = 0.1  # temperature of the distribution over target positions


def loss_of(vector, place, similar, neighbours):
    """Returns (loss, mean cosine to the target) of a batch, given its vectors `vector` (B, 128) of unit length, their
    targets `place` (B, 128) in the space, and the teachers' cosines `similar` (B, B).

    The loss is the sum of the distance to the target, the squared error of similarities at every width, and the
    divergence of neighbour distributions, weighted by `neighbours`. In the second term, close pairs weigh up to nine
    times as much, because they are rare in a batch and matter most for ranking.
    """
    cosine = (vector * place).sum(1).mean()
    texts = len(vector)
    # Exclude the diagonal, since a text is not its own neighbour.
    near = (1 + 8 * similar.clamp_min(0)).fill_diagonal_(0) / (texts * (texts - 1))
    matrix = 0.0
    for width, weight in zip(DIMS, (2, 1, 1)):
        short = F.normalize(vector[:, :width], dim=1)
        matrix = matrix + weight * (short @ short.t() - similar).square().mul(near).sum()
    loss = (1 - cosine) + 8 * matrix
    if neighbours:
        hidden = torch.eye(texts, device=vector.device) * -1e4
        theirs, ours = F.log_softmax(similar / NEAR + hidden, 1), F.log_softmax(vector @ vector.t() / NEAR + hidden, 1)
        loss = loss + neighbours * F.kl_div(ours, theirs, log_target=True, reduction="batchmean")
    return loss, cosine.detach()


def divergences_of_places(vector, place):
    """Returns the Kullback-Leibler divergences of two distributions from the targets' similarities: the distribution of
    targets near each vector, and the distribution of vectors near each target. Both arguments are (B, 128), of unit
    length.

    Pages compare vectors of another language not only with each other but also with English vectors, which are at their
    targets.
    """
    theirs = F.log_softmax(place @ place.t() / NEAR_PLACES, 1)  # (B, B), symmetric
    ours = vector @ place.t() / NEAR_PLACES
    return tuple(F.kl_div(F.log_softmax(way, 1), theirs, log_target=True, reduction="batchmean") for way in (ours, ours.t()))
