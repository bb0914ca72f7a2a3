"""What moved: legs, presences, losses, movements; roles; questions and support."""

from geomoves.movement.answers import Answer, Answers
from geomoves.movement.build import build
from geomoves.movement.chains import Movement
from geomoves.movement.figures import Figure
from geomoves.movement.model import MovementModel

__all__ = ["Answer", "Answers", "Figure", "Movement", "MovementModel", "build"]
