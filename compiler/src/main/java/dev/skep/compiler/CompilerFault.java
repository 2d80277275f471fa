package dev.skep.compiler;

import dev.skep.asm.SourceLine;
import dev.skep.ir.Function;
import java.util.function.Supplier;

/** The compiler failed, with whatever was the cause, and this is what it was at: a fault of Skep, whether the program is right or not. */
public final class CompilerFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient SourceLine location;

    /** A failure at a place in the program. */
    public CompilerFault(SourceLine location, String doing, Throwable cause) {
        super(doing + ": " + cause, cause);
        this.location = location;
    }

    /** Returns what a step makes of a function; a failure of it names both. */
    public static <T> T within(Function function, String step, Supplier<T> work) {
        try {
            return work.get();
        } catch (CompilerFault inner) {
            throw inner;
        } catch (RuntimeException | StackOverflowError | AssertionError cause) {
            throw new CompilerFault(function.location(), "`" + function.name() + "` in `" + step + "`", cause);
        }
    }

    /** Returns the place in the program: where the function is declared. */
    public SourceLine location() {
        return location;
    }
}
