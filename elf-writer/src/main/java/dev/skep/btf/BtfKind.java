package dev.skep.btf;

import static dev.skep.btf.BtfKind.Use.NO;
import static dev.skep.btf.BtfKind.Use.YES;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The kinds of BTF types ({@code BTF_KIND_*} of the kernel's {@code btf.rst}): number on the wire and first kernel. */
public enum BtfKind {
    // spotless:off
    //          number first     name   elements flag more element
    INT         (1,  "4.18", YES, NO,  NO,   4,  0),
    PTR         (2,  "4.18", NO,  NO,  NO,   0,  0),
    ARRAY       (3,  "4.18", NO,  NO,  NO,  12,  0),
    STRUCT      (4,  "4.18", YES, YES, YES,  0, 12),
    UNION       (5,  "4.18", YES, YES, YES,  0, 12),
    ENUM        (6,  "4.18", YES, YES, YES,  0,  8),
    FWD         (7,  "4.18", YES, NO,  YES,  0,  0),
    TYPEDEF     (8,  "4.18", YES, NO,  NO,   0,  0),
    VOLATILE    (9,  "4.18", NO,  NO,  NO,   0,  0),
    CONST       (10, "4.18", NO,  NO,  NO,   0,  0),
    RESTRICT    (11, "4.18", NO,  NO,  NO,   0,  0),
    FUNC        (12, "5.0",  YES, YES, NO,   0,  0),
    FUNC_PROTO  (13, "5.0",  NO,  YES, NO,   0,  8),
    VAR         (14, "5.2",  YES, NO,  NO,   4,  0),
    DATASEC     (15, "5.2",  YES, YES, NO,   0, 12),
    FLOAT       (16, "5.13", YES, NO,  NO,   0,  0),
    DECL_TAG    (17, "5.16", YES, NO,  YES,  4,  0),
    TYPE_TAG    (18, "5.17", YES, NO,  YES,  0,  0),
    ENUM64      (19, "6.0",  YES, YES, YES,  0, 12);
    // spotless:on

    private static final List<Optional<BtfKind>> BY_NUMBER = byNumber();

    private final int number;
    private final String since;
    private final Use name;
    private final Use elements;
    private final Use flag;
    private final int moreBytes;
    private final int elementBytes;

    BtfKind(int number, String since, Use name, Use elements, Use flag, int moreBytes, int elementBytes) {
        this.number = number;
        this.since = since;
        this.name = name;
        this.elements = elements;
        this.flag = flag;
        this.moreBytes = moreBytes;
        this.elementBytes = elementBytes;
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

    /** Bytes of a record after the three words that all have, elements not counted. */
    int moreBytes() {
        return moreBytes;
    }

    /** Bytes of an element. */
    int elementBytes() {
        return elementBytes;
    }

    /** The kind of this number, if there is one. */
    public static Optional<BtfKind> of(int number) {
        return number >= 0 && number < BY_NUMBER.size() ? BY_NUMBER.get(number) : Optional.empty();
    }

    private static List<Optional<BtfKind>> byNumber() {
        List<Optional<BtfKind>> kinds = new ArrayList<>(List.of(Optional.empty()));
        for (BtfKind kind : values()) {
            if (kind.number != kinds.size()) {
                throw new AssertionError(kind + " has number " + kind.number + " in place " + kinds.size());
            }
            kinds.add(Optional.of(kind));
        }
        return List.copyOf(kinds);
    }

    /** Whether a kind has a use for a field of its record. */
    enum Use {
        YES,
        NO
    }
}
