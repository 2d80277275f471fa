package dev.skep.btf;

import static dev.skep.btf.BtfKind.Use.NO;
import static dev.skep.btf.BtfKind.Use.YES;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** The kinds of BTF types ({@code BTF_KIND_*} of the kernel's {@code btf.rst}): number on the wire and first kernel. */
public enum BtfKind {
    // spotless:off
    //          number first     name   elements flag
    INT         (1,  "4.18", YES, NO,  NO),
    PTR         (2,  "4.18", NO,  NO,  NO),
    ARRAY       (3,  "4.18", NO,  NO,  NO),
    STRUCT      (4,  "4.18", YES, YES, YES),
    UNION       (5,  "4.18", YES, YES, YES),
    ENUM        (6,  "4.18", YES, YES, YES),
    FWD         (7,  "4.18", YES, NO,  YES),
    TYPEDEF     (8,  "4.18", YES, NO,  NO),
    VOLATILE    (9,  "4.18", NO,  NO,  NO),
    CONST       (10, "4.18", NO,  NO,  NO),
    RESTRICT    (11, "4.18", NO,  NO,  NO),
    FUNC        (12, "5.0",  YES, YES, NO),
    FUNC_PROTO  (13, "5.0",  NO,  YES, NO),
    VAR         (14, "5.2",  YES, NO,  NO),
    DATASEC     (15, "5.2",  YES, YES, NO),
    FLOAT       (16, "5.13", YES, NO,  NO),
    DECL_TAG    (17, "5.16", YES, NO,  YES),
    TYPE_TAG    (18, "5.17", YES, NO,  YES),
    ENUM64      (19, "6.0",  YES, YES, YES);
    // spotless:on

    private static final Map<Integer, BtfKind> BY_NUMBER =
            Arrays.stream(values()).collect(toUnmodifiableMap(BtfKind::number, kind -> kind));

    private final int number;
    private final String since;
    private final Use name;
    private final Use elements;
    private final Use flag;

    BtfKind(int number, String since, Use name, Use elements, Use flag) {
        this.number = number;
        this.since = since;
        this.name = name;
        this.elements = elements;
        this.flag = flag;
    }

    /** The number in bits 24 to 28 of a type record's {@code info}. */
    public int number() {
        return number;
    }

    /** The first kernel that takes this kind, {@code "major.minor"}. */
    public String since() {
        return since;
    }

    boolean hasName() {
        return name == YES;
    }

    boolean hasElements() {
        return elements == YES;
    }

    boolean hasFlag() {
        return flag == YES;
    }

    /** The kind of this number, if there is one. */
    public static Optional<BtfKind> of(int number) {
        return Optional.ofNullable(BY_NUMBER.get(number));
    }

    /** Whether a kind has a use for a field of its record. */
    enum Use {
        YES,
        NO
    }
}
