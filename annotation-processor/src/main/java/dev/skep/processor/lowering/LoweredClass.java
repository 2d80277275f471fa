package dev.skep.processor.lowering;

import dev.skep.ir.Unit;
import java.util.Map;
import javax.lang.model.element.TypeElement;

/**
 * A {@code @Bpf} class, lowered.
 *
 * @param unit what becomes its object
 * @param library the same with the functions that only other classes may call
 * @param imports the classes that declare the functions, maps and global variables of others that it uses, by name
 * @param indices what must be proved again where other classes call its functions
 */
public record LoweredClass(
        TypeElement type, Unit unit, Unit library, Map<String, TypeElement> imports, Indices indices) {
    public LoweredClass {
        imports = Map.copyOf(imports);
    }
}
