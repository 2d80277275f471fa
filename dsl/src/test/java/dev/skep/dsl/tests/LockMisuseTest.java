package dev.skep.dsl.tests;

import static dev.skep.dsl.ArrayDef.array;
import static dev.skep.dsl.ConfigDef.config;
import static dev.skep.dsl.GlobalDef.global;
import static dev.skep.dsl.HashMapDef.hashMap;
import static dev.skep.dsl.HashMapDef.lruHashMap;
import static dev.skep.dsl.QueueDef.queue;
import static dev.skep.dsl.RingBufferDef.ringBuffer;
import static dev.skep.dsl.StructDef.packedStruct;
import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.Types.S32;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.u32;
import static dev.skep.dsl.UpdateFlag.ANY;
import static dev.skep.dsl.XdpAction.PASS;
import static dev.skep.dsl.tests.Misuse.definition;
import static dev.skep.dsl.tests.Misuse.row;

import dev.skep.dsl.ArrayDef;
import dev.skep.dsl.Field;
import dev.skep.dsl.S32;
import dev.skep.dsl.SpinLock;
import dev.skep.dsl.Struct;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.Types;
import dev.skep.kernel.Helper;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Wrong uses of locks in values of maps: each is an exception with this message, thrown at the user's line. */
class LockMisuseTest {
    private static final StructDef BUCKET = struct("bucket");
    private static final Field<S32> TOKENS = BUCKET.field("tokens", S32);
    private static final SpinLock LOCK = BUCKET.spinLock("lock");
    private static final ArrayDef<Struct> BUCKETS = array("buckets", BUCKET).maxEntries(1);

    private static final StructDef OTHER = struct("other");
    private static final SpinLock OF_OTHER = OTHER.spinLock("lock");

    // spotless:off
    @TestFactory
    Stream<DynamicTest> refusesADefinition() {
        return Stream.of(
            definition("second lock",        "struct `two` has lock `two.a` already",
                () -> { var two = struct("two"); two.spinLock("a"); two.spinLock("b"); }),
            definition("in a packed struct", "struct `tight` is packed, and a lock is in none of these",
                () -> packedStruct("tight").spinLock("a")),
            definition("in a struct of a value", "field `in` of struct `out` has a lock, which is for the values of maps",
                () -> struct("out").field("in", BUCKET)),
            definition("in a part of a value", "a part of struct `out` has a lock, which is for the values of maps",
                () -> struct("out").anonymous(BUCKET)),
            definition("in an array",        "an element of an array has a lock, which is for the values of maps",
                () -> Types.array(BUCKET, 2)),
            definition("in a variable",      "`now` has a lock, which is for the values of maps",
                () -> global("now", BUCKET)),
            definition("in a setting",       "`now` has a lock, which is for the values of maps",
                () -> config("now", BUCKET, BUCKET.of())),
            definition("in a record",        "a record of map `events` has a lock, which is for the values of maps",
                () -> ringBuffer("events", BUCKET)));
    }

    @TestFactory
    Stream<DynamicTest> refusesAMap() {
        return Stream.of(
            row("key",                       "the keys of map `keys` have a lock, which is for values",
                (p, guilty) -> { var key = p.local(BUCKET); guilty.at(() -> p.lookup(hashMap("keys", BUCKET, U32).maxEntries(1), key)); p.return_(PASS); }),
            row("of another type",           "the values of map `many` have a lock, which those of type LRU_HASH may not",
                (p, guilty) -> { guilty.at(() -> p.lookup(lruHashMap("many", U32, BUCKET).maxEntries(1), u32(0))); p.return_(PASS); }),
            row("queue",                     "the values of map `line` have a lock, which those of type QUEUE may not",
                (p, guilty) -> { var value = p.local(BUCKET); guilty.at(() -> p.push(queue("line", BUCKET).maxEntries(1), value, ANY)); p.return_(PASS); }));
    }

    @TestFactory
    Stream<DynamicTest> refusesAUse() {
        return Stream.of(
            row("lock of another",           "`other.lock` is no lock of struct `bucket`",
                (p, guilty) -> { p.lookup(BUCKETS, u32(0)).ifPresent(bucket -> guilty.at(() -> p.hold(bucket, OF_OTHER, () -> {}))); p.return_(PASS); }),
            row("lock that nobody sees",     "`bucket.lock` is no lock here: it is one in the value of a map",
                (p, guilty) -> { var local = p.local(BUCKET); guilty.at(() -> p.hold(local, LOCK, () -> {})); p.return_(PASS); }),
            row("bytes of a value",          "struct `bucket` has a lock in a map, whose bytes are the kernel's; use its fields",
                (p, guilty) -> { p.lookup(BUCKETS, u32(0)).ifPresent(bucket -> guilty.at(bucket::asBytes)); p.return_(PASS); }),
            row("copy to a value",           "struct `bucket` has a lock in a map, whose bytes are the kernel's; use its fields",
                (p, guilty) -> { var local = p.local(BUCKET); p.lookup(BUCKETS, u32(0)).ifPresent(bucket -> guilty.at(() -> bucket.copyFrom(local))); p.return_(PASS); }),
            row("copy of a value",           "struct `bucket` has a lock in a map, whose bytes are the kernel's; use its fields",
                (p, guilty) -> { var local = p.local(BUCKET); p.lookup(BUCKETS, u32(0)).ifPresent(bucket -> guilty.at(() -> local.copyFrom(bucket))); p.return_(PASS); }),
            row("comparison of a value",     "struct `bucket` has a lock in a map, whose bytes are the kernel's; use its fields",
                (p, guilty) -> { var local = p.local(BUCKET); p.lookup(BUCKETS, u32(0)).ifPresent(bucket -> guilty.at(() -> local.equal(bucket))); p.return_(PASS); }),
            row("comparison with a value",   "struct `bucket` has a lock in a map, whose bytes are the kernel's; use its fields",
                (p, guilty) -> { var local = p.local(BUCKET); p.lookup(BUCKETS, u32(0)).ifPresent(bucket -> guilty.at(() -> bucket.equal(local))); p.return_(PASS); }),
            row("value into a map",          "struct `bucket` has a lock in a map, whose bytes are the kernel's; use its fields",
                (p, guilty) -> { p.lookup(BUCKETS, u32(0)).ifPresent(bucket -> guilty.at(() -> p.update(BUCKETS, u32(0), bucket, ANY))); p.return_(PASS); }),
            row("helper in between",         "`bpf_spin_lock` is called by p.hold(…)",
                (p, guilty) -> { p.lookup(BUCKETS, u32(0)).ifPresent(bucket -> guilty.at(() -> p.call(Helper.SPIN_LOCK, bucket))); p.return_(PASS); }),
            row("zeroes in a value",         "struct `bucket` has a lock in a map, whose bytes are the kernel's; use its fields",
                (p, guilty) -> { p.lookup(BUCKETS, u32(0)).ifPresent(bucket -> { bucket.get(TOKENS); guilty.at(bucket::zero); }); p.return_(PASS); }));
    }
    // spotless:on
}
