package dev.skep.btf;

import java.util.List;
import java.util.OptionalLong;

/**
 * One BTF type. Types refer to each other by {@link BtfId}, so a graph may have cycles while every type stays a plain value: two
 * types are equal when their records on the wire are.
 *
 * <p>A type says what the format can express, not what the kernel accepts; {@code BtfValidator} knows the kernel's rules.
 * Anonymous is the empty name.
 */
public sealed interface BtfType {
    /** The most members, values, parameters or variables that one type can list. */
    int MAX_ELEMENTS = 0xFFFF;

    /** The name, empty if anonymous. */
    default String name() {
        return "";
    }

    /** The kind. */
    BtfKind kind();

    /** The types this one refers to, in the order of its record; {@code void} included. */
    default List<BtfId> references() {
        return List.of();
    }

    /** The bytes of a value of this type, if the type alone says so. */
    default OptionalLong storage() {
        return OptionalLong.empty();
    }

    /** Calls the visitor's method for this kind. */
    <R> R accept(Visitor<R> visitor);

    /** A function over all kinds. */
    interface Visitor<R> {
        R visit(Int type);

        R visit(Ptr type);

        R visit(Array type);

        R visit(Struct type);

        R visit(Union type);

        R visit(Enum type);

        R visit(Fwd type);

        R visit(Typedef type);

        R visit(Volatile type);

        R visit(Const type);

        R visit(Restrict type);

        R visit(Func type);

        R visit(FuncProto type);

        R visit(Var type);

        R visit(DataSec type);

        R visit(Float type);

        R visit(DeclTag type);

        R visit(TypeTag type);

        R visit(Enum64 type);
    }

    /** A struct or a union. */
    sealed interface Composite extends BtfType {
        /** Bytes of storage. */
        int size();

        @Override
        default OptionalLong storage() {
            return OptionalLong.of(size());
        }

        @Override
        default List<BtfId> references() {
            return Elements.each(members(), Member::type);
        }

        /** The members in order of offset. */
        List<Member> members();
    }

    /** A type that only qualifies or renames another one and has its storage. */
    sealed interface Modifier extends BtfType {
        /** The type behind. */
        BtfId target();

        @Override
        default List<BtfId> references() {
            return List.of(target());
        }
    }

    /** An integer of {@code size} bytes, of which {@code bits} count, starting at {@code bitOffset}. */
    record Int(String name, int size, IntEncoding encoding, int bitOffset, int bits) implements BtfType {
        public Int {
            Limits.nonNegative(size, "size of INT", name);
            Limits.unsignedByte(bitOffset, "bit offset of INT", name);
            Limits.unsignedByte(bits, "bits of INT", name);
        }

        /** An integer that uses all bits of its {@code size} bytes. */
        public static Int of(String name, int size, IntEncoding encoding) {
            return new Int(name, size, encoding, 0, Math.multiplyExact(size, 8));
        }

        @Override
        public BtfKind kind() {
            return BtfKind.INT;
        }

        @Override
        public OptionalLong storage() {
            return OptionalLong.of(size);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code target *}. */
    record Ptr(BtfId target) implements BtfType {
        @Override
        public BtfKind kind() {
            return BtfKind.PTR;
        }

        @Override
        public List<BtfId> references() {
            return List.of(target);
        }

        @Override
        public OptionalLong storage() {
            return OptionalLong.of(8);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code element[count]}, indexed by an integer type. */
    record Array(BtfId element, BtfId index, long count) implements BtfType {
        public Array {
            Limits.unsignedInt(count, "elements of ARRAY", "");
        }

        @Override
        public BtfKind kind() {
            return BtfKind.ARRAY;
        }

        @Override
        public List<BtfId> references() {
            return List.of(element, index);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code struct name { members }}. */
    record Struct(String name, int size, List<Member> members) implements Composite {
        public Struct {
            Limits.nonNegative(size, "size of STRUCT", name);
            members = Limits.elements(members, "members of STRUCT", name);
            Limits.bitFieldOffsets(members);
        }

        @Override
        public BtfKind kind() {
            return BtfKind.STRUCT;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code union name { members }}. */
    record Union(String name, int size, List<Member> members) implements Composite {
        public Union {
            Limits.nonNegative(size, "size of UNION", name);
            members = Limits.elements(members, "members of UNION", name);
            Limits.bitFieldOffsets(members);
        }

        @Override
        public BtfKind kind() {
            return BtfKind.UNION;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code enum name { values }} whose values have 32 bits. */
    record Enum(String name, int size, Signedness signedness, List<Enumerator> values) implements BtfType {
        public Enum {
            Limits.nonNegative(size, "size of ENUM", name);
            values = Limits.elements(values, "values of ENUM", name);
            Limits.values32(values, signedness);
        }

        @Override
        public BtfKind kind() {
            return BtfKind.ENUM;
        }

        @Override
        public OptionalLong storage() {
            return OptionalLong.of(size);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code struct name;} or {@code union name;}: declared, not defined. */
    record Fwd(String name, ForwardKind of) implements BtfType {
        @Override
        public BtfKind kind() {
            return BtfKind.FWD;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code typedef target name}. */
    record Typedef(String name, BtfId target) implements Modifier {
        @Override
        public BtfKind kind() {
            return BtfKind.TYPEDEF;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code volatile target}. */
    record Volatile(BtfId target) implements Modifier {
        @Override
        public BtfKind kind() {
            return BtfKind.VOLATILE;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code const target}. */
    record Const(BtfId target) implements Modifier {
        @Override
        public BtfKind kind() {
            return BtfKind.CONST;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code restrict target}. */
    record Restrict(BtfId target) implements Modifier {
        @Override
        public BtfKind kind() {
            return BtfKind.RESTRICT;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** A named function of this prototype. */
    record Func(String name, BtfId prototype, BtfLinkage linkage) implements BtfType {
        @Override
        public BtfKind kind() {
            return BtfKind.FUNC;
        }

        @Override
        public List<BtfId> references() {
            return List.of(prototype);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code returns (parameters)}. */
    record FuncProto(BtfId returns, List<Parameter> parameters) implements BtfType {
        public FuncProto {
            parameters = Limits.elements(parameters, "parameters of FUNC_PROTO", "");
        }

        @Override
        public BtfKind kind() {
            return BtfKind.FUNC_PROTO;
        }

        @Override
        public List<BtfId> references() {
            var references = new BtfId[1 + parameters.size()];
            references[0] = returns;
            for (int i = 0; i < parameters.size(); i++) {
                references[1 + i] = parameters.get(i).type();
            }
            return List.of(references);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** A named variable of this type. */
    record Var(String name, BtfId type, BtfLinkage linkage) implements BtfType {
        @Override
        public BtfKind kind() {
            return BtfKind.VAR;
        }

        @Override
        public List<BtfId> references() {
            return List.of(type);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** The variables of the ELF section of this name. */
    record DataSec(String name, int size, List<SectionEntry> entries) implements BtfType {
        public DataSec {
            Limits.nonNegative(size, "size of DATASEC", name);
            entries = Limits.elements(entries, "entries of DATASEC", name);
        }

        @Override
        public BtfKind kind() {
            return BtfKind.DATASEC;
        }

        @Override
        public List<BtfId> references() {
            return Elements.each(entries, SectionEntry::type);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** A floating point number of {@code size} bytes. */
    record Float(String name, int size) implements BtfType {
        public Float {
            Limits.nonNegative(size, "size of FLOAT", name);
        }

        @Override
        public BtfKind kind() {
            return BtfKind.FLOAT;
        }

        @Override
        public OptionalLong storage() {
            return OptionalLong.of(size);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** A remark ({@code name} is its text) on a type, or on the member or parameter {@code component} of it; −1 is the type itself. */
    record DeclTag(String name, BtfId target, int component, TagForm form) implements BtfType {
        /** A remark on the type itself. */
        public static DeclTag on(BtfId target, String text) {
            return new DeclTag(text, target, -1, TagForm.TAG);
        }

        /** A remark on a member of a struct or a parameter of a function. */
        public static DeclTag onComponent(BtfId target, int component, String text) {
            return new DeclTag(text, target, component, TagForm.TAG);
        }

        @Override
        public BtfKind kind() {
            return BtfKind.DECL_TAG;
        }

        @Override
        public List<BtfId> references() {
            return List.of(target);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code target} with a remark ({@code name} is its text), such as {@code kptr} between a pointer and its target. */
    record TypeTag(String name, BtfId target, TagForm form) implements Modifier {
        /** {@code target} with a remark. */
        public static TypeTag of(String text, BtfId target) {
            return new TypeTag(text, target, TagForm.TAG);
        }

        @Override
        public BtfKind kind() {
            return BtfKind.TYPE_TAG;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** {@code enum name { values }} whose values have 64 bits. */
    record Enum64(String name, int size, Signedness signedness, List<Enumerator> values) implements BtfType {
        public Enum64 {
            Limits.nonNegative(size, "size of ENUM64", name);
            values = Limits.elements(values, "values of ENUM64", name);
        }

        @Override
        public BtfKind kind() {
            return BtfKind.ENUM64;
        }

        @Override
        public OptionalLong storage() {
            return OptionalLong.of(size);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** A member of a struct or union: {@code bitFieldSize} is 0 for an ordinary one. */
    record Member(String name, BtfId type, int bitOffset, int bitFieldSize) {
        public Member {
            Limits.nonNegative(bitOffset, "bit offset of member", name);
            Limits.unsignedByte(bitFieldSize, "bit field size of member", name);
        }

        /** An ordinary member at this byte. */
        public static Member at(int byteOffset, String name, BtfId type) {
            return new Member(name, type, Math.multiplyExact(byteOffset, 8), 0);
        }

        /** Whether this is a bit field. */
        public boolean isBitField() {
            return bitFieldSize != 0;
        }
    }

    /** A named value; of an unsigned {@link Enum64} all 64 bits count. */
    record Enumerator(String name, long value) {}

    /** A parameter; the last one may be {@link #VARIADIC}. */
    record Parameter(String name, BtfId type) {
        /** {@code ...}. */
        public static final Parameter VARIADIC = new Parameter("", BtfId.VOID);
    }

    /** Where a variable (or an extern function) lies in its section. */
    record SectionEntry(BtfId type, int offset, int size) {
        public SectionEntry {
            Limits.nonNegative(offset, "offset in section of variable", type.toString());
            Limits.nonNegative(size, "size of variable", type.toString());
        }
    }

    /** How the bits of an integer are to be read; one at most. */
    enum IntEncoding {
        /** Unsigned. */
        NONE,
        /** Signed. */
        SIGNED,
        /** A character. */
        CHAR,
        /** True or false. */
        BOOL
    }

    /** Whether the values of an enumeration are signed. */
    enum Signedness {
        /** From 0. */
        UNSIGNED,
        /** From a negative number. */
        SIGNED
    }

    /** What a forward declaration declares. */
    enum ForwardKind {
        /** A struct. */
        STRUCT,
        /** A union. */
        UNION
    }

    /** Where a tag comes from: {@code btf_decl_tag} and {@code btf_type_tag}, or another attribute (newer than 6.14). */
    enum TagForm {
        /** Of {@code btf_decl_tag} or {@code btf_type_tag}. */
        TAG,
        /** Of another attribute. */
        ATTRIBUTE
    }
}
