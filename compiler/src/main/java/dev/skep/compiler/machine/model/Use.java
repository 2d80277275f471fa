package dev.skep.compiler.machine.model;

/**
 * One operand of an operation.
 *
 * @param source the value; a virtual register where the place is {@link Place#ANY}, for nothing is copied then
 * @param place where the operation wants it
 */
public record Use(Source source, Place place) {
    static Use any(VirtualRegister register) {
        return new Use(register, Place.ANY);
    }
}
