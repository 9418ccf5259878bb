"""What both depths are taught: the place of a text, and who is close to whom."""

import torch
from torch.nn import functional as F

DIMS = (128, 64, 32)  # Matryoshka (Kusupati et al. 2205.13147)
NEAR = 0.05  # the temperature at which a text's neighbours are weighed
NEAR_PLACES = 0.1  # and that at which places are, among which a text's vector looks for its own


def loss_of(vector, place, similar, neighbours):
    """
    vector (B, 128) of length 1, place (B, 128) in the space, similar (B, B) cosines by the teachers.

    Distance to the place; squared error of similarities at every width, close pairs weighing up to nine times as much, since they are rare in
    a batch and what a ranking is about; and by `neighbours` the divergence of who is nearest. Gives (loss, mean cosine to the place).
    """
    cosine = (vector * place).sum(1).mean()
    texts = len(vector)
    # A text is not its own neighbour: the diagonal weighs nothing.
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
    """
    vector (B, 128), place (B, 128), of length 1. Two divergences (Kullback-Leibler) from what the places are to one another: of which places a vector is near to, and of which vectors a place is near to.

    Vectors of another language's texts are compared with English ones, which lie at places, and not with one another alone.
    """
    theirs = F.log_softmax(place @ place.t() / NEAR_PLACES, 1)  # (B, B), the same both ways
    ours = vector @ place.t() / NEAR_PLACES
    return tuple(F.kl_div(F.log_softmax(way, 1), theirs, log_target=True, reduction="batchmean") for way in (ours, ours.t()))
