package dev.skep.asm.text;

import java.util.ArrayList;
import java.util.List;

/**
 * What a text declares about the object it becomes, with the directives made for that.
 *
 * @param license what {@code .license} says, empty if nothing
 * @param structs types of {@code .struct}
 * @param maps {@code .map}
 * @param routines {@code .program} and {@code .function}
 * @param variables {@code .variable} and {@code .constant}
 * @param externs {@code .extern}: what the kernel provides
 */
public record Declarations(
        String license,
        List<Struct> structs,
        List<MapDeclaration> maps,
        List<Routine> routines,
        List<Variable> variables,
        List<Extern> externs) {
    /** Copies the lists. */
    public Declarations {
        structs = List.copyOf(structs);
        maps = List.copyOf(maps);
        routines = List.copyOf(routines);
        variables = List.copyOf(variables);
        externs = List.copyOf(externs);
    }

    /** Tells whether the object is described by declarations, and not by sections alone. */
    public boolean describeAnObject() {
        return !(maps.isEmpty() && routines.isEmpty() && variables.isEmpty());
    }

    /**
     * A type as it is written: {@code u32}, {@code struct flow}, {@code u8[16]}, {@code struct task_struct *}.
     *
     * @param name of the scalar or struct
     * @param form which of the two
     * @param counts how many elements each dimension of an array has, outermost first
     */
    public record TypeName(String name, Form form, List<Integer> counts) {
        /** Copies the list. */
        public TypeName {
            counts = List.copyOf(counts);
        }

        /** What the name names. */
        public enum Form {
            /** A number of so many bits. */
            SCALAR,
            /** What {@code .struct} declares. */
            STRUCT,
            /** A pointer to a struct of that name, or to {@code void}. */
            POINTER
        }
    }

    /**
     * A struct, laid out as C does.
     *
     * @param name its name
     * @param fields its fields
     */
    public record Struct(String name, List<Field> fields) {
        /** Copies the list. */
        public Struct {
            fields = List.copyOf(fields);
        }
    }

    /**
     * A field.
     *
     * @param name its name
     * @param type its type
     */
    public record Field(String name, TypeName type) {}

    /**
     * A map.
     *
     * @param name its name
     * @param type the kind of map, as the kernel names it without {@code BPF_MAP_TYPE_}
     * @param key type of its keys, none or one
     * @param value type of its values, none or one
     * @param maxEntries how many entries it has at most
     * @param flags the flags of {@code bpf.h}
     * @param pinned whether it is pinned by its name
     * @param line where it is declared
     */
    public record MapDeclaration(
            String name,
            String type,
            List<TypeName> key,
            List<TypeName> value,
            long maxEntries,
            long flags,
            Pinning pinned,
            int line) {
        /** Copies the lists. */
        public MapDeclaration {
            key = List.copyOf(key);
            value = List.copyOf(value);
        }
    }

    /** Whether loaders share a map by its name. */
    public enum Pinning {
        /** They do not. */
        NONE,
        /** They do. */
        BY_NAME
    }

    /**
     * A program or function.
     *
     * @param name its name
     * @param section what the loader attaches by; empty for a function
     * @param linkage who sees it
     * @param line where it is declared
     */
    public record Routine(String name, String section, AssemblySymbol.Binding linkage, int line) {
        /** Tells whether the kernel calls it. */
        public boolean isProgram() {
            return !section.isEmpty();
        }
    }

    /**
     * A variable.
     *
     * @param name its name
     * @param type its type
     * @param access whether programs may change it
     * @param value its value, in the lower bytes, if its type is a scalar
     * @param line where it is declared
     */
    public record Variable(String name, TypeName type, Access access, long value, int line) {
        /** Whether programs may change it. */
        public enum Access {
            /** They may. */
            WRITABLE,
            /** They may not. */
            CONSTANT
        }
    }

    /**
     * A function of the kernel.
     *
     * @param name its name
     * @param parameters types of its parameters
     * @param result type of its result, none or one
     */
    public record Extern(String name, List<TypeName> parameters, List<TypeName> result) {
        /** Copies the lists. */
        public Extern {
            parameters = List.copyOf(parameters);
            result = List.copyOf(result);
        }
    }

    /** Declarations that are being collected. */
    static final class Draft {
        String license = "";
        final List<Struct> structs = new ArrayList<>();
        final List<MapDeclaration> maps = new ArrayList<>();
        final List<Routine> routines = new ArrayList<>();
        final List<Variable> variables = new ArrayList<>();
        final List<Extern> externs = new ArrayList<>();

        Declarations finish() {
            return new Declarations(license, structs, maps, routines, variables, externs);
        }
    }
}
