package dev.skep.btf;

/** The kernel's rules for types ({@code kernel/bpf/btf.c} of 6.18): one broken one makes it refuse all types of an object. */
public enum BtfRule {
    /** A name is missing where the kernel or a loader wants one. */
    NAMED("it needs a name"),
    /** A name is no C identifier. */
    IDENTIFIER(
            "a name is made of letters, digits and underscores, starts with no digit and has at most 512 characters"),
    /** An integer has impossible bits. */
    INT_BITS("an integer has at most 128 bits and at least the bytes to hold them"),
    /** A size is not among those the kind can have. */
    SIZE("its kind cannot have this size"),
    /** A type has no storage where a value is needed. */
    COMPLETE("a value needs a type with a size: not void, a function or a forward declaration"),
    /** An index type is no integer. */
    ARRAY_INDEX("an array is indexed by an ordinary integer"),
    /** A type is 4 GiB or more. */
    TOO_LARGE("a type has less than 4 GiB"),
    /** Members are out of order. */
    MEMBER_ORDER("members come in order of offset; those of a union start at 0"),
    /** A member leaves its struct. */
    MEMBER_INSIDE("a member ends before its struct does"),
    /** A member does not start at a byte. */
    MEMBER_ALIGNED("only bit fields start within a byte"),
    /** A bit field is of the wrong type or too wide. */
    BIT_FIELD("a bit field is an integer or enumeration and not wider than that"),
    /** A function does not refer to a prototype. */
    PROTOTYPE("a function refers to a FUNC_PROTO"),
    /** A parameter is wrong. */
    PARAMETER("every parameter of a function has a name and a type with a size"),
    /** A linkage is not one for this place. */
    LINKAGE("static and global are defined here, extern only in .ksyms and .kconfig"),
    /** A section lists what is no variable. */
    SECTION_ENTRY("a section lists variables, ascending, inside it, each with the size of its type or more"),
    /** A tag is on something that cannot have it. */
    TAG_TARGET("a tag is on a struct, union, function, variable or typedef, or on a part that these have"),
    /** A type tag comes after a modifier. */
    TYPE_TAG_ORDER("type tags come directly after the pointer"),
    /** A type contains itself. */
    LOOP("a type contains itself only behind a pointer"),
    /** Two sections have one name. */
    DUPLICATE_SECTION("a section has one DATASEC");

    private final String text;

    BtfRule(String text) {
        this.text = text;
    }

    /** The rule as a sentence. */
    public String text() {
        return text;
    }
}
