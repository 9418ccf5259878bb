"""Trains the image encoder to map pictures into the text encoder's vector space. A checkpoint is saved after every
epoch, so training can be resumed.

    python train.py unlabelled --epochs 12                              the head; clothing photographs without labels, for the "zero-shot" figures
    python train.py labelled --from unlabelled --epochs 7 --rate 1.5e-3  the head, with labels: the shipped model
    python train.py final --from unlabelled --epochs 2 --rate 1.5e-3     the last block as well: no improvement so far

The loss is the sum of:

- one minus the cosine to the caption's vector
- the divergence, within a batch, between caption–picture similarities and caption–caption similarities, so that two
  pictures with the same name aren't contrasted (pictures without a caption use ConSE)
- for photographs, the cross entropy of the class name among the names of their source
- for all pictures, one minus the cosine to the teacher's ConSE prediction
- the distance to the teacher's 1,280 features, predicted by a head that isn't shipped, so that concepts without a name
  in this data aren't forgotten

The stem and the first eleven blocks keep EfficientNet-Lite0's weights, so their output for each view is precomputed
(prepare.py).
"""

import argparse
import time

import torch
from torch import nn
from torch.nn import functional as F

import data as pictures_with_words
from measure import measure, show
from paths import DRAWINGS, WORK
from student import DEPTH, FROZEN, HIDDEN, ImageEncoder, load_lite0, rounded

BATCH = 128
TEMPERATURE = 0.05


def divergence(pictures, words, temperature):
    """Returns the divergence between the distribution of captions near a picture and that of captions near its caption.
    Both arguments are (B, 128), of unit length.
    """
    wanted = (words @ words.T / TEMPERATURE).softmax(1)
    found = (pictures @ words.T / temperature).log_softmax(1)
    back = (words @ pictures.T / temperature).log_softmax(1)
    return F.kl_div(found, wanted, reduction="batchmean") + F.kl_div(back, wanted, reduction="batchmean")


class Trainer:
    def __init__(self, all, withoutClothes, rate, steps):
        self.all, self.steps = all, steps
        self.student = load_lite0(ImageEncoder(), DRAWINGS / "lite0.pth").to(memory_format=torch.channels_last)
        self.memory = nn.Linear(HIDDEN, all.seen.shape[1])
        self.sharpness = nn.Parameter(torch.tensor(3.0))
        train = all.rows("train")
        self.rows = train
        isClothing = torch.tensor([each["source"] == "clothing" for each in all.facts])
        self.isTold = ~isClothing if withoutClothes else torch.ones(len(all.facts), dtype=torch.bool)
        trunk = self.student.trunk
        for part in (trunk.stem, *trunk.blocks[: all.frozen]):
            part.requires_grad_(False)
        old = [p for block in trunk.blocks[all.frozen :] for p in block.parameters()]
        new = [*self.student.wide.parameters(), *self.student.head.parameters(), *self.memory.parameters(), self.sharpness]
        self.optimiser = torch.optim.AdamW([{"params": old, "lr": rate / 3}, {"params": new, "lr": rate}], weight_decay=0.02)
        self.rates = torch.optim.lr_scheduler.LambdaLR(self.optimiser, lambda step: min(1, (step + 1) / 100, 1.02 - (step / steps) ** 0.7))

    def early(self, rows):
        """Returns one random view of each picture, with shape (B, C, H, W)."""
        views = self.all.views
        chosen = torch.randint(len(views), (len(rows),)).tolist()
        parts = []
        for row, view in zip(rows.tolist(), chosen):
            place, made = views[view]
            at = place[row].item()
            parts.append(made[at] if at >= 0 else views[0][1][views[0][0][row]])
        return torch.stack(parts).float().contiguous(memory_format=torch.channels_last)

    def loss(self, rows):
        all, student = self.all, self.student
        with rounded(student):
            wide = student.wide(student.trunk.late(self.early(rows), all.frozen)).mean((2, 3))  # (B, 512)
            out = F.normalize(student.head(F.dropout(wide, 0.25)), dim=1)  # (B, 128)
        told = self.isTold[rows]
        byTitle = (torch.rand(len(rows)) < 0.5)[:, None]
        words = torch.where(byTitle, all.titles[rows], all.captions[rows])
        words = torch.where(told[:, None], words, all.conse[rows])
        place = F.normalize(all.titles[rows] + all.captions[rows], dim=1)
        kind = all.kind[rows].where(told, torch.tensor(-1))
        named = kind >= 0
        choice = out[named] @ all.names.T * self.sharpness.exp() + all.rivals[kind[named]]
        name = F.cross_entropy(choice, kind[named])
        near = (1 - (out * place).sum(1))[told].mean()
        contrast = divergence(out, words, (-self.sharpness).exp())
        conse = (1 - (out * all.conse[rows]).sum(1)) * torch.where(told, 0.3, 2.0)  # (B,)
        memory = 1 - F.cosine_similarity(self.memory(wide), all.seen[rows].float(), dim=1)  # (B,)
        taught = all.taught[rows]
        return 1.5 * near + 0.4 * contrast + 0.5 * name + ((conse + 2 * memory) * taught).mean(), near.item(), contrast.item()

    def epoch(self):
        self.student.train()
        order = self.rows[torch.randperm(len(self.rows))]
        sums, count = torch.zeros(3), 0
        for start in range(0, len(order) - BATCH + 1, BATCH):
            loss, near, contrast = self.loss(order[start : start + BATCH])
            self.optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(self.student.parameters(), 2.0)
            self.optimiser.step()
            self.rates.step()
            sums += torch.tensor([loss.item(), near, contrast])
            count += 1
        return (sums / count).tolist()

    def state(self, epoch):
        return {"student": self.student.state_dict(), "memory": self.memory.state_dict(), "sharpness": self.sharpness.data, "optimiser": self.optimiser.state_dict(), "rates": self.rates.state_dict(), "epoch": epoch, "frozen": self.all.frozen}

    def resume(self, state, whole):
        self.student.load_state_dict(state["student"])
        self.memory.load_state_dict(state["memory"])
        self.sharpness.data.copy_(state["sharpness"])
        if whole:
            self.optimiser.load_state_dict(state["optimiser"])
            self.rates.load_state_dict(state["rates"])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", choices=("unlabelled", "labelled", "final"))
    parser.add_argument("--from", dest="start", help="begin where this run is")
    parser.add_argument("--epochs", type=int, required=True)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--every", type=int, default=5, help="epochs between two measurements")
    args = parser.parse_args()
    torch.manual_seed(1)
    all = pictures_with_words.load(FROZEN if args.name == "final" else DEPTH)
    steps = args.epochs * (len(all.rows("train")) // BATCH)
    trainer = Trainer(all, args.name == "unlabelled", args.rate, steps)
    path, done = WORK / f"{args.name}.pt", 0
    if path.exists():
        state = torch.load(path, weights_only=True)
        trainer.resume(state, True)
        done = state["epoch"]
    elif args.start:
        trainer.resume(torch.load(WORK / f"{args.start}.pt", weights_only=True), False)
    for epoch in range(done, args.epochs):
        began = time.process_time()
        loss, near, contrast = trainer.epoch()
        torch.save(trainer.state(epoch + 1), path.with_suffix(".part"))
        path.with_suffix(".part").rename(path)
        print(f"{args.name} {epoch + 1}/{args.epochs}: loss {loss:.3f}, to the place {near:.3f}, contrast {contrast:.3f}, {time.process_time() - began:.0f} s of CPU", flush=True)
        if (epoch + 1) % args.every == 0 or epoch + 1 == args.epochs:
            trainer.student.eval()
            with torch.inference_mode(), rounded(trainer.student):
                show(f"after epoch {epoch + 1}", measure(trainer.student, all))


if __name__ == "__main__":
    main()
