package dev.skep.processor;

import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.Types.S32;
import static dev.skep.dsl.Types.S64;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U8;
import static dev.skep.dsl.Types.bytes;
import static dev.skep.dsl.Types.chars;
import static dev.skep.dsl.Types.s32;
import static dev.skep.dsl.Types.s8;
import static dev.skep.processor.Pair.pair;

import dev.skep.dsl.Field;
import dev.skep.dsl.S64;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.U32;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Text, and bytes compared. */
class TextPairsTest {
    private static final StructDef KEY = struct("Key");
    private static final Field<S64> WIDE = KEY.field("wide", S64);
    private static final Field<U32> NARROW = KEY.field("narrow", U32);

    // spotless:off
    @TestFactory
    Stream<DynamicTest> text() {
        return Pair.tests(
            pair("text from a format", """
                static long f(long a, long b) {
                    var text = new byte[64];
                    long length = Kernel.snprintf(text, "%d|%lx|%d|", (int) a, b, (int) b & 0xff);
                    return length * 1000 + text[(int) a & 63];
                }
                """, (p, a, b) -> {
                    var text = p.local(chars(64));
                    var length = p.snprintf(text, "%d|%lx|%d|", a.to(S32), b, b.to(S32).and(0xff));
                    return length.mul(1000).add(text.get(a.to(U32).and(63)).to(S64));
                }),
            pair("text from text and addresses", """
                static long f(long a, long b) {
                    var name = new byte[8];
                    Bytes.set(name, "skep");
                    var address = new byte[4];
                    address[1] = (byte) a;
                    var text = new byte[48];
                    long length = Kernel.snprintf(text, "%s %pI4 %c", name, address, (byte) 65);
                    return length * 1000 + text[(int) b & 15];
                }
                """, (p, a, b) -> {
                    var name = p.local(chars(8));
                    name.set("skep");
                    var address = p.local(bytes(4));
                    address.set(1, a.to(U8));
                    var text = p.local(chars(48));
                    var length = p.snprintf(text, "%s %pI4 %c", name, address, s8(65));
                    return length.mul(1000).add(text.get(b.to(U32).and(15)).to(S64));
                }),
            pair("text that is printed", """
                static long f(long a, long b) {
                    return Kernel.printk("skep %d", (int) a) * 1000 + Kernel.printk("%d %d %ld %ld", 1, (int) b, a, b);
                }
                """, (p, a, b) ->
                    p.printk("skep %d", a.to(S32)).mul(1000).add(p.printk("%d %d %ld %ld", s32(1), b.to(S32), a, b))),
            pair("text compared", """
                static long f(long a, long b) {
                    var text = new byte[8];
                    Bytes.set(text, "eth0");
                    text[(int) a & 7] = (byte) b;
                    long result = Bytes.equal(text, "eth0") ? 1 : 0;
                    if (Bytes.equal(text, "eth0eth0")) result += 2;
                    if (Kernel.strncmp(text, "eth0") == 0) result += 4;
                    return result;
                }
                """, (p, a, b) -> {
                    var text = p.local(chars(8));
                    text.set("eth0");
                    text.set(a.to(U32).and(7), b.to(U8));
                    var result = p.variable(p.bool(text.equal("eth0")).to(S64));
                    p.ifThen(text.equal("eth0eth0"), () -> result.set(result.get().add(2)));
                    p.ifThen(p.strncmp(text, "eth0").eq(0), () -> result.set(result.get().add(4)));
                    return result.get();
                }),
            pair("structs compared", """
                record Key(long wide, @Unsigned int narrow) {}
                static long f(long a, long b) {
                    var one = new Key(a, (int) b);
                    var other = new Key(b, (int) a);
                    return one.equals(other) ? 1 : 0;
                }
                """, (p, a, b) -> {
                    var one = p.local(KEY);
                    one.set(WIDE, a);
                    one.set(NARROW, b.to(U32));
                    var other = p.local(KEY);
                    other.set(WIDE, b);
                    other.set(NARROW, a.to(U32));
                    return p.bool(one.equal(other)).to(S64);
                }));
    }
    // spotless:on
}
