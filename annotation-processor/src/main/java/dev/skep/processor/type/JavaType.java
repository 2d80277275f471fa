package dev.skep.processor.type;

import dev.skep.ir.BitField;
import dev.skep.ir.BpfType;
import dev.skep.ir.StructType;
import dev.skep.kernel.ContextAccess;
import dev.skep.kernel.ContextStruct;
import dev.skep.kernel.MapType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The types of annotated Java. */
public sealed interface JavaType {
    /** Returns how messages name it. */
    String text();

    /** Returns the integer that stands for a value in a register, for types that have one. */
    default Optional<Int> integer() {
        return Optional.empty();
    }

    /** A type whose values can lie in memory. */
    sealed interface Stored extends JavaType
            permits Int, EnumClass, NetworkInt, Composite, CellClass, SpecialType, ArrayOf, PtrClass, ArenaClass {
        /** Returns its layout, as BTF shows it. */
        BpfType memory();
    }

    /** A type with named parts. */
    sealed interface Composite extends Stored permits StructClass, RecordClass {
        /** Returns its parts in order. */
        List<Field> fields();

        @Override
        StructType memory();

        /** Returns the part of that name. */
        default Optional<Field> field(String name) {
            return fields().stream().filter(field -> field.name().equals(name)).findFirst();
        }
    }

    /**
     * A part of a struct or record.
     *
     * @param offset bytes from the start
     * @param bigEndian whether it lies in network byte order
     * @param bits where its bits lie; null for all but bit-fields
     */
    record Field(
            String name,
            Stored type,
            int offset,
            boolean bigEndian,
            @Nullable BitField bits) {}

    /** An integer in network byte order, as an array holds it. */
    record NetworkInt(Int content) implements Stored {
        @Override
        public String text() {
            return "@BigEndian " + content.text();
        }

        @Override
        public BpfType memory() {
            return content.inNetworkOrder().orElseThrow();
        }

        @Override
        public Optional<Int> integer() {
            return Optional.of(content);
        }
    }

    /**
     * A Java {@code enum}: an integer.
     *
     * @param codes the number of each constant, in the order of declaration
     * @param number the integer that the numbers are
     * @param accessors the methods that return the number
     */
    record EnumClass(String text, Map<String, Long> codes, Int number, Set<String> accessors, BpfType.EnumType memory)
            implements Stored {
        public EnumClass {
            codes = Collections.unmodifiableMap(new LinkedHashMap<>(codes));
            accessors = Set.copyOf(accessors);
        }

        @Override
        public Optional<Int> integer() {
            return Optional.of(number);
        }

        /** Returns whether each constant's number is its position. */
        public boolean isOrdinal() {
            var position = 0L;
            for (var code : codes.values()) if (code != position++) return false;
            return true;
        }
    }

    /** A {@code @Struct} or {@code @Union} class: memory, reached through references. */
    record StructClass(String text, List<Field> fields, StructType memory) implements Composite {
        public StructClass {
            fields = List.copyOf(fields);
        }
    }

    /** A {@code record}: a value, or memory that holds one. */
    record RecordClass(String text, List<Field> fields, StructType memory) implements Composite {
        public RecordClass {
            fields = List.copyOf(fields);
        }
    }

    /** A cell, {@code U8} to {@code S64}: memory that holds an integer. */
    record CellClass(String text, Int content) implements Stored {
        @Override
        public BpfType memory() {
            return content.memory();
        }
    }

    /** A type whose values the kernel keeps for itself in the values of maps. */
    sealed interface SpecialType extends Stored permits SpecialClass, KptrClass, RootClass {
        /** Returns which it is. */
        Special kind();

        @Override
        default BpfType memory() {
            return kind().memory();
        }
    }

    /** A special field of which all are alike. */
    record SpecialClass(Special kind) implements SpecialType {
        @Override
        public String text() {
            return kind.text();
        }
    }

    /**
     * A pointer to an object of the kernel, or to one that programs allocate.
     *
     * @param layout the struct that the kernel finds by its name, or else in the object
     */
    record KptrClass(Special kind, JavaType target, StructType layout) implements SpecialType {
        @Override
        public String text() {
            return kind.text() + "<" + target.text() + ">";
        }

        @Override
        public BpfType memory() {
            var tag = kind == Special.KPTR ? "kptr" : "kptr_untrusted";
            return new BpfType.Pointer(new BpfType.Tagged(tag, layout));
        }
    }

    /**
     * A list or a tree.
     *
     * @param element what it consists of
     * @param node the field by which each element hangs in it
     */
    record RootClass(Special kind, StructClass element, Field node) implements SpecialType {
        @Override
        public String text() {
            return kind.text() + "<" + element.text() + ">";
        }

        @Override
        public BpfType memory() {
            var member = element.memory().members().stream()
                    .filter(each -> each.offset() == node.offset())
                    .findFirst()
                    .orElseThrow();
            return new BpfType.Contains((StructType) kind.memory(), element.memory(), member.name());
        }
    }

    /**
     * A pointer.
     *
     * @param text the same for equal pointers only
     * @param pointee how BTF shows what it leads to
     * @param read returns what it leads to, which may be the struct that the pointer is a field of
     */
    record PtrClass(String text, BpfType pointee, Supplier<JavaType> read) implements Stored {
        /** Returns what it leads to. */
        public JavaType target() {
            return read.get();
        }

        @Override
        public BpfType memory() {
            return new BpfType.Pointer(pointee);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof PtrClass pointer && text.equals(pointer.text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }
    }

    /** A pointer into the arena, in memory or in a register. */
    record ArenaClass(PtrClass pointer) implements Stored {
        /** Returns what it leads to. */
        public JavaType target() {
            return pointer.target();
        }

        @Override
        public String text() {
            return "Arena" + pointer.text();
        }

        @Override
        public BpfType memory() {
            return pointer.memory();
        }
    }

    /** An array that lies inline. */
    record ArrayOf(Stored element, int length) implements Stored {
        @Override
        public String text() {
            return element.text() + "[" + length + "]";
        }

        /** {@inheritDoc} Bytes are characters to those who print it. */
        @Override
        public BpfType memory() {
            return new BpfType.Array(element == Int.BYTE ? BpfType.CHAR : element.memory(), length);
        }
    }

    /** An array as Java declares it: how many elements it has is known where one is made. */
    record ArrayClass(JavaType element) implements JavaType {
        @Override
        public String text() {
            return element.text() + "[]";
        }

        /** Returns the same array with elements of the declared sign. */
        public ArrayOf of(ArrayOf made) {
            return new ArrayOf(element(made.element()), made.length());
        }

        private Stored element(Stored made) {
            if (element instanceof ArrayClass rows && made instanceof ArrayOf row) return rows.of(row);
            return element instanceof Int declared && made instanceof Int other && declared.bits() == other.bits()
                    ? declared
                    : made;
        }
    }

    /**
     * What the kernel hands to a program.
     *
     * @param struct null when the kernel gives it no name
     * @param origin whether it is what the kernel hands over, or what that leads to
     */
    record ContextClass(String text, @Nullable ContextStruct struct, Origin origin) implements JavaType {
        /** How programs get it. */
        public enum Origin {
            HANDED_OVER,
            LED_TO
        }

        /** Returns the type of a pointer to it, as BTF shows it: the struct by name and size, without its fields. */
        public BpfType pointer() {
            return new BpfType.Pointer(
                    struct == null ? BpfType.VOID : StructType.outline(struct.name(), struct.size()));
        }

        /** Returns the field of a name in camel case; it must have as many bytes. */
        public ContextStruct.Field field(String name, int bytes) {
            var field = field(name);
            if (field.size() == bytes) return field;
            throw new IllegalStateException(text + "." + name + " has " + field.size() + " bytes, not " + bytes);
        }

        /** Returns the field of a name in camel case. */
        public ContextStruct.Field field(String name) {
            var kernelName = Names.inSnakeCase(name);
            return Optional.ofNullable(struct)
                    .flatMap(s -> s.field(kernelName))
                    .orElseThrow(() -> new IllegalStateException(text + " has no " + kernelName));
        }

        /** Returns who may use a field of a name in camel case; empty where everybody may read it, and nobody write it. */
        public Optional<ContextAccess> access(String name) {
            if (struct == null || origin == Origin.LED_TO) return Optional.empty();
            return ContextAccess.of(struct.name(), Names.inSnakeCase(name));
        }
    }

    /**
     * A struct of the kernel, of which some members are known. Its layout here is only the one that the loader corrects.
     *
     * @param fields the names that members have in Java, in the order of the layout
     */
    record KernelClass(String text, StructType layout, List<String> fields) implements JavaType {
        public KernelClass {
            fields = List.copyOf(fields);
        }

        /** Returns the struct's name in the kernel: what is in front of three underscores, which start a name of the program's own. */
        public String kernelName() {
            var name = layout.name();
            var flavor = name.indexOf("___");
            return flavor > 0 ? name.substring(0, flavor) : name;
        }

        /** Returns the type of a pointer to it, as BTF shows it. */
        public BpfType pointer() {
            return new BpfType.Pointer(layout);
        }
    }

    /**
     * A map.
     *
     * @param key null where the type of map has no keys
     * @param inner the maps that it holds; null where it holds none
     */
    record MapClass(
            String text,
            MapType kind,
            @Nullable Stored key,
            Stored value,
            @Nullable MapClass inner) implements JavaType {}

    /** Room for a record in a ring buffer. */
    record SlotClass(Composite record) implements JavaType {
        @Override
        public String text() {
            return "Slot<" + record.text() + ">";
        }
    }

    /** What a program holds of the kernel, and must not forget. */
    sealed interface Acquired extends JavaType {
        /** Returns what it leads to. */
        JavaType target();
    }

    /** A reference to an object of the kernel, or to one that the program has allocated, which must be released. */
    record ReferenceClass(JavaType target) implements Acquired {
        @Override
        public String text() {
            return "BpfReference<" + target.text() + ">";
        }
    }

    /** A connection that is not in the kernel's table yet, into which it must be inserted. */
    record EntryClass(JavaType target) implements Acquired {
        @Override
        public String text() {
            return "BpfConntrack.Entry<" + target.text() + ">";
        }
    }

    /** The types without parameters. */
    enum Other implements JavaType {
        PACKET("Packet"),
        SOCKET("Socket"),
        DYNPTR("BpfDynptr"),
        /** Text that is known at compile time. */
        STRING("String"),
        SECTION("Section"),
        /** A lock that is held, or was not to be had. */
        HELD("Held"),
        /** Whatever a call hands over. */
        ANYTHING("Object"),
        NULL("null"),
        VOID("void");

        private final String text;

        Other(String text) {
            this.text = text;
        }

        @Override
        public String text() {
            return text;
        }
    }
}
