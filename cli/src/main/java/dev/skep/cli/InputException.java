package dev.skep.cli;

/** The input is wrong, and the message says how. */
final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    InputException(String message) {
        super(message);
    }
}
