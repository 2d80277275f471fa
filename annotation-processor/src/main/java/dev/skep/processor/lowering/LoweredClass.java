package dev.skep.processor.lowering;

import com.sun.source.tree.Tree;
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
 * @param places where its source says so
 */
public record LoweredClass(
        TypeElement type, Unit unit, Unit library, Map<String, TypeElement> imports, Indices indices, Places places) {
    public LoweredClass {
        imports = Map.copyOf(imports);
    }

    /**
     * Trees for messages; none for a class that an earlier build has compiled.
     *
     * @param declarations its methods and fields, by their names in the object
     * @param uses where it uses what it takes of other classes first, by its name there
     */
    public record Places(Map<String, Tree> declarations, Map<String, Tree> uses) {
        /** Of a class without source in this build. */
        public static final Places NONE = new Places(Map.of(), Map.of());

        public Places {
            declarations = Map.copyOf(declarations);
            uses = Map.copyOf(uses);
        }
    }
}
