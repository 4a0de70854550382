"""What keeps the simulator from starting."""


class SimulatorSetupError(Exception):
    """The simulator cannot start; the message says what to do."""
