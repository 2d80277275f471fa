package dev.skep.processor;

import static dev.skep.dsl.Case.case_;
import static dev.skep.dsl.Case.default_;
import static dev.skep.dsl.EnumDef.enumeration;
import static dev.skep.dsl.GlobalDef.global;
import static dev.skep.dsl.StructDef.packedStruct;
import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.StructDef.union;
import static dev.skep.dsl.Types.BE16;
import static dev.skep.dsl.Types.BE32;
import static dev.skep.dsl.Types.BOOL;
import static dev.skep.dsl.Types.S16;
import static dev.skep.dsl.Types.S32;
import static dev.skep.dsl.Types.S64;
import static dev.skep.dsl.Types.S8;
import static dev.skep.dsl.Types.U16;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.U8;
import static dev.skep.dsl.Types.bytes;
import static dev.skep.dsl.Types.s64;
import static dev.skep.dsl.Types.u8;
import static dev.skep.dsl.ValueCase.otherwise;
import static dev.skep.processor.Pair.pair;

import dev.skep.dsl.Be16;
import dev.skep.dsl.Be32;
import dev.skep.dsl.Bool;
import dev.skep.dsl.Bytes;
import dev.skep.dsl.EnumDef;
import dev.skep.dsl.Enumerated;
import dev.skep.dsl.Field;
import dev.skep.dsl.GlobalDef;
import dev.skep.dsl.S16;
import dev.skep.dsl.S32;
import dev.skep.dsl.S64;
import dev.skep.dsl.S8;
import dev.skep.dsl.Struct;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.U16;
import dev.skep.dsl.U64;
import dev.skep.dsl.U8;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Types of numbers, and layouts of structs. */
class LayoutPairsTest {
    private static final EnumDef PHASE = enumeration("Phase", U8);
    private static final Enumerated IDLE = PHASE.constant("IDLE", 0);
    private static final Enumerated BUSY = PHASE.constant("BUSY", 3);
    private static final Enumerated DONE = PHASE.constant("DONE", 200);

    private static final StructDef STATE = struct("State");
    private static final Field<Enumerated> NOW = STATE.field("now", PHASE);
    private static final Field<Bool> STALE = STATE.field("stale", BOOL);

    private static final StructDef INNER = struct("Inner");
    private static final Field<S8> INNER_A = INNER.field("a", S8);
    private static final Field<S32> INNER_B = INNER.field("b", S32);

    private static final StructDef NUMBER = union("Number");
    private static final Field<S64> WORD = NUMBER.field("word", S64);
    private static final Field<Bytes> PARTS = NUMBER.field("parts", bytes(8));
    private static final Field<U16> HALF = NUMBER.field("half", U16);
    private static final Field<Struct> INSIDE = NUMBER.field("inside", INNER);

    private static final StructDef TIGHT = packedStruct("Tight");
    private static final Field<S8> TIGHT_A = TIGHT.field("a", S8);
    private static final Field<S32> TIGHT_B = TIGHT.field("b", S32);
    private static final Field<S16> TIGHT_C = TIGHT.field("c", S16);
    private static final Field<S64> TIGHT_D = TIGHT.field("d", S64);

    private static final GlobalDef<Struct> TIGHT_VARIABLE = global("tight", TIGHT);

    private static final StructDef FLAGS = struct("Flags");
    private static final Field<S8> BEFORE = FLAGS.field("before", S8);
    private static final Field<S32> THREE = FLAGS.bitField("three", S32, 3);
    private static final Field<S32> TWELVE = FLAGS.bitField("twelve", S32, 12);
    private static final Field<U64> FORTY = FLAGS.bitField("forty", U64, 40);
    private static final Field<S16> AFTER = FLAGS.field("after", S16);

    private static final StructDef PLACED = struct("Placed").aligned(16);
    private static final Field<S8> PLACED_A = PLACED.field("a", S8);
    private static final Field<S8> PLACED_B = PLACED.fieldAligned(8, "b", S8);
    private static final Field<S32> PLACED_C = PLACED.fieldAt(24, "c", S32);

    private static final StructDef VALUE = union("Value");
    private static final Field<S32> AS_INT = VALUE.field("number", S32);
    private static final Field<Bytes> AS_BYTES = VALUE.field("bytes", bytes(4));
    private static final StructDef TAGGED = struct("Tagged");
    private static final Field<S32> TAG = TAGGED.field("tag", S32);

    static {
        TAGGED.anonymous(VALUE);
    }

    private static final Field<S32> BEHIND = TAGGED.field("behind", S32);

    private static final StructDef WIRE = struct("Wire");
    private static final Field<Be16> PORT = WIRE.field("port", BE16);
    private static final Field<Be32> ADDRESS = WIRE.field("address", BE32);

    private static final StructDef OUTER = struct("Outer");
    private static final Field<Struct> FIRST = OUTER.field("first", INNER);
    private static final Field<Struct> SECOND = OUTER.field("second", INNER);

    // spotless:off
    @TestFactory
    Stream<DynamicTest> numbers() {
        return Pair.tests(
            pair("truths", """
                @Struct static final class State { byte now; boolean stale; }
                static long f(long a, long b) {
                    var state = new State();
                    state.stale = a > b;
                    boolean same = a == b;
                    state.stale ^= b < 0;
                    return state.stale && !same ? 3 : same ? 1 : 0;
                }
                """, (p, a, b) -> {
                    var state = p.local(STATE);
                    state.set(STALE, p.bool(a.gt(b)));
                    var same = p.bool(a.eq(b));
                    state.set(STALE, state.get(STALE).xor(p.bool(b.lt(0))));
                    return p.choose(
                            state.get(STALE).isTrue().and(same.isFalse()), () -> s64(3), () -> same.to(S64));
                }),
            pair("enumerations", """
                enum Phase {
                    IDLE(0), BUSY(3), DONE(200);
                    final @Unsigned byte code;
                    Phase(int code) { this.code = (byte) code; }
                    @Unsigned byte code() { return code; }
                }
                @Struct static final class State { Phase now; boolean stale; }
                static long f(long a, long b) {
                    var state = new State();
                    if (a > b) state.now = Phase.DONE;
                    else if (a == b) state.now = Phase.BUSY;
                    long result = switch (state.now) {
                        case IDLE -> b;
                        case BUSY -> 10;
                        default -> a;
                    };
                    switch (state.now) {
                        case BUSY, DONE -> result++;
                        default -> result--;
                    }
                    return result + state.now.code();
                }
                """, (p, a, b) -> {
                    var state = p.local(STATE);
                    p.ifThenElse(
                            a.gt(b),
                            () -> state.set(NOW, DONE),
                            () -> p.ifThen(a.eq(b), () -> state.set(NOW, BUSY)));
                    var result = p.variable(p.switch_(
                            state.get(NOW),
                            case_(IDLE).yield_(() -> b),
                            case_(BUSY).yield_(() -> s64(10)),
                            otherwise(() -> a)));
                    p.switch_(
                            state.get(NOW),
                            case_(BUSY, DONE).then(() -> result.set(result.get().add(1))),
                            default_(() -> result.set(result.get().sub(1))));
                    return result.get().add(state.get(NOW).to(S64));
                }),
            pair("network order", """
                @Struct static final class Wire { @BigEndian @Unsigned short port; @BigEndian @Unsigned int address; }
                static long f(long a, long b) {
                    var wire = new Wire();
                    wire.port = (short) a;
                    wire.address = (int) b;
                    @Unsigned int address = wire.address;
                    @Unsigned short port = wire.port;
                    return address / 3 + port % 7;
                }
                """, (p, a, b) -> {
                    var wire = p.local(WIRE);
                    wire.set(PORT, a.to(U16).toNetwork());
                    wire.set(ADDRESS, b.to(U32).toNetwork());
                    return wire.get(ADDRESS).toHost().div(3).add(wire.get(PORT).toHost().to(U32).mod(7)).to(S64);
                }));
    }

    @TestFactory
    Stream<DynamicTest> layouts() {
        return Pair.tests(
            pair("union", """
                @Struct static final class Inner { byte a; int b; }
                @Union static final class Number { long word; @Length(8) @Unsigned byte[] parts; @Unsigned short half; Inner inside; }
                static long f(long a, long b) {
                    var number = new Number();
                    number.word = a;
                    number.parts[(int) b & 7] = 9;
                    number.inside.b += 5;
                    return number.word + number.half + number.inside.a;
                }
                """, (p, a, b) -> {
                    var number = p.local(NUMBER);
                    number.set(WORD, a);
                    number.get(PARTS).set(b.to(U32).and(7), u8(9));
                    var inside = number.get(INSIDE);
                    inside.set(INNER_B, inside.get(INNER_B).add(5));
                    return number.get(WORD).add(number.get(HALF).to(S64)).add(inside.get(INNER_A).to(S64));
                }),
            pair("packed struct", """
                @Struct @Packed static final class Tight { byte a; int b; short c; long d; }
                static final Tight tight = new Tight();
                static long f(long a, long b) {
                    var local = new Tight();
                    local.a = (byte) a;
                    local.b = (int) b;
                    local.c = (short) a;
                    local.d = b;
                    Memory.copy(tight, local);
                    return tight.a + tight.b + tight.c + tight.d;
                }
                """, (p, a, b) -> {
                    var local = p.local(TIGHT);
                    local.set(TIGHT_A, a.to(S8));
                    local.set(TIGHT_B, b.to(S32));
                    local.set(TIGHT_C, a.to(S16));
                    local.set(TIGHT_D, b);
                    var tight = p.global(TIGHT_VARIABLE);
                    tight.copyFrom(local);
                    var narrow = tight.get(TIGHT_A).to(S32).add(tight.get(TIGHT_B)).add(tight.get(TIGHT_C).to(S32));
                    return narrow.to(S64).add(tight.get(TIGHT_D));
                }),
            pair("bit-fields", """
                @Struct static final class Flags { byte before; @Bits(3) int three; @Bits(12) int twelve; @Bits(40) @Unsigned long forty; short after; }
                static long f(long a, long b) {
                    var flags = new Flags();
                    flags.three = (int) a;
                    flags.twelve = (int) b;
                    flags.forty = a;
                    flags.before = 5;
                    flags.after = 6;
                    flags.three += 1;
                    return flags.three * 1000 + flags.twelve + flags.forty + flags.before * flags.after;
                }
                """, (p, a, b) -> {
                    var flags = p.local(FLAGS);
                    flags.set(THREE, a.to(S32));
                    flags.set(TWELVE, b.to(S32));
                    flags.set(FORTY, a.to(U64));
                    flags.set(BEFORE, 5);
                    flags.set(AFTER, 6);
                    flags.set(THREE, flags.get(THREE).add(1));
                    var narrow = flags.get(THREE).mul(1000).add(flags.get(TWELVE)).to(S64);
                    return narrow.add(flags.get(FORTY).to(S64)).add(flags.get(BEFORE).to(S32).mul(flags.get(AFTER).to(S32)).to(S64));
                }),
            pair("aligned and placed fields", """
                @Struct @Align(16) static final class Placed { byte a; @Align(8) byte b; @Offset(24) int c; }
                static long f(long a, long b) {
                    var placed = new Placed();
                    placed.a = (byte) a;
                    placed.b = (byte) b;
                    placed.c = (int) a;
                    return placed.a * placed.b + placed.c;
                }
                """, (p, a, b) -> {
                    var placed = p.local(PLACED);
                    placed.set(PLACED_A, a.to(S8));
                    placed.set(PLACED_B, b.to(S8));
                    placed.set(PLACED_C, a.to(S32));
                    var product = placed.get(PLACED_A).to(S32).mul(placed.get(PLACED_B).to(S32));
                    return product.add(placed.get(PLACED_C)).to(S64);
                }),
            pair("union without a name", """
                @Union static final class Value { int number; @Length(4) @Unsigned byte[] bytes; }
                @Struct static final class Tagged { int tag; @Anonymous Value value; int behind; }
                static long f(long a, long b) {
                    var tagged = new Tagged();
                    tagged.tag = (int) a;
                    tagged.behind = (int) b;
                    tagged.value.bytes[2] = (byte) b;
                    return tagged.tag + (long) tagged.value.number + tagged.behind;
                }
                """, (p, a, b) -> {
                    var tagged = p.local(TAGGED);
                    tagged.set(TAG, a.to(S32));
                    tagged.set(BEHIND, b.to(S32));
                    tagged.get(AS_BYTES).set(2, b.to(U8));
                    return tagged.get(TAG).to(S64).add(tagged.get(AS_INT).to(S64)).add(tagged.get(BEHIND).to(S64));
                }),
            pair("structs in structs, copied and zeroed", """
                @Struct static final class Inner { byte a; int b; }
                @Struct static final class Outer { Inner first; Inner second; }
                static long f(long a, long b) {
                    var outer = new Outer();
                    outer.first.a = (byte) a;
                    outer.first.b = (int) b;
                    Memory.copy(outer.second, outer.first);
                    outer.first.b = 7;
                    return outer.first.b + outer.second.a + outer.second.b;
                }
                """, (p, a, b) -> {
                    var outer = p.local(OUTER);
                    var first = outer.get(FIRST);
                    first.set(INNER_A, a.to(S8));
                    first.set(INNER_B, b.to(S32));
                    outer.set(SECOND, first);
                    first.set(INNER_B, 7);
                    var second = outer.get(SECOND);
                    return first.get(INNER_B).add(second.get(INNER_A).to(S32)).add(second.get(INNER_B)).to(S64);
                }));
    }
    // spotless:on
}
