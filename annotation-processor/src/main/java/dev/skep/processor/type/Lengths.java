package dev.skep.processor.type;

import dev.skep.lang.Length;
import dev.skep.processor.type.JavaType.ArrayOf;
import dev.skep.processor.type.JavaType.Stored;
import java.util.Arrays;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeMirror;

/** What {@link Length} says: a number for each dimension. */
public final class Lengths {
    private final Element declared;
    private final int[] numbers;

    private Lengths(Element declared, int[] numbers) {
        this.declared = declared;
        this.numbers = numbers;
    }

    /** Returns what it says of a declaration; empty where it is not there. */
    public static Optional<Lengths> of(Element declared) {
        return Optional.ofNullable(declared.getAnnotation(Length.class)).map(l -> new Lengths(declared, l.value()));
    }

    /** Returns the length in the only dimension; empty where there are more, or no element at all. */
    public Optional<Integer> single() {
        return numbers.length == 1 && numbers[0] > 0 ? Optional.of(numbers[0]) : Optional.empty();
    }

    /** Returns the length in a dimension; empty where there are not so many. */
    public Optional<Integer> at(int dimension) {
        return dimension < numbers.length ? Optional.of(numbers[dimension]) : Optional.empty();
    }

    /** Returns what is wrong with it for an array of that type; empty for nothing. */
    public Optional<String> problem(TypeMirror array) {
        return problem(array, 1);
    }

    /** The same for an array of the kernel, which may have no element that its type tells of. */
    Optional<String> problemInTheKernel(TypeMirror array) {
        return problem(array, 0);
    }

    private Optional<String> problem(TypeMirror array, int least) {
        var name = "@Length of `" + declared.getSimpleName() + "`";
        var dimensions = dimensions(array);
        var small = Arrays.stream(numbers).filter(number -> number < least).findFirst();
        if (small.isPresent()) return Optional.of(name + " is " + small.getAsInt() + ", need at least " + least);
        if (numbers.length == dimensions) return Optional.empty();
        return Optional.of(name + " has " + numbers.length + (numbers.length == 1 ? " number" : " numbers")
                + ", and the array has " + dimensions + (dimensions == 1 ? " dimension" : " dimensions"));
    }

    /** Returns the array with those elements in the innermost dimension. */
    public ArrayOf array(Stored element) {
        var array = new ArrayOf(element, numbers[numbers.length - 1]);
        for (var i = numbers.length - 2; i >= 0; i--) array = new ArrayOf(array, numbers[i]);
        return array;
    }

    /** Returns the type of what an array has in the innermost dimension. */
    public static TypeMirror innermost(TypeMirror array) {
        return array instanceof ArrayType outer ? innermost(outer.getComponentType()) : array;
    }

    private static int dimensions(TypeMirror type) {
        return type instanceof ArrayType array ? 1 + dimensions(array.getComponentType()) : 0;
    }
}
