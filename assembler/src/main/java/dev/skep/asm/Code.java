package dev.skep.asm;

import java.util.List;
import java.util.function.Consumer;

/**
 * The code of one function: instructions, labels and marks, in order. Immutable.
 *
 * @param name the function's name, a C identifier
 * @param elements its elements
 */
public record Code(String name, List<CodeElement> elements) {
    /** Copies the list; refuses a blank name. */
    public Code {
        if (name.isBlank()) {
            throw new IllegalArgumentException("code needs a name");
        }
        elements = List.copyOf(elements);
    }

    /** Runs {@code body} once on a new builder and returns what it built. */
    public static Code of(String name, Consumer<CodeBuilder> body) {
        var builder = new CodeBuilder(name);
        return new Code(name, builder.run(body));
    }

    /** Returns this code with every element handed to {@code transform} and replaced by what it emits. */
    public Code transform(CodeTransform transform) {
        return of(name, c -> elements.forEach(element -> transform.accept(c, element)));
    }

    /** Returns the listing: one element per line, instructions as pseudo-C. */
    @Override
    public String toString() {
        return Listing.of(this);
    }
}
