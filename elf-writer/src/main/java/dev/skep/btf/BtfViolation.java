package dev.skep.btf;

/**
 * A type that breaks a rule of the kernel.
 *
 * @param type which type
 * @param rule which rule
 * @param message what is wrong: the type, the part and the numbers
 */
public record BtfViolation(BtfId type, BtfRule rule, String message) {
    /** The message and the rule. */
    @Override
    public String toString() {
        return message + ": " + rule.text();
    }
}
