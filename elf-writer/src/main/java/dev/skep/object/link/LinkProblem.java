package dev.skep.object.link;

/**
 * Why objects cannot be linked.
 *
 * @param object the name of the input
 * @param place the symbol or section in it; empty for the object as a whole
 * @param message what is wrong, and what differs from which other object
 */
public record LinkProblem(String object, String place, String message) {
    @Override
    public String toString() {
        return "[SKEP5004] " + object + ": " + (place.isEmpty() ? "" : place + ": ") + message;
    }
}
