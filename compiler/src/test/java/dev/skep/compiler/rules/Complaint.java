package dev.skep.compiler.rules;

/**
 * A rule of code generation that code breaks.
 *
 * @param rule its number, from {@code V1} to {@code V17}
 * @param index of the instruction
 * @param reason what is wrong
 */
record Complaint(String rule, int index, String reason) {
    @Override
    public String toString() {
        return rule + " at " + index + ": " + reason;
    }
}
