package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.testing.compile.Compilation;
import dev.skep.testkit.Kernel;
import java.lang.reflect.InvocationTargetException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Views of what C can lay out: bit-fields, unions, arrays in network order, enums with numbers of their own. */
class LayoutViewsTest {
    private static final String PROGRAM = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL")
            final class Layouts {
                enum Level {
                    LOW((short) -3), HIGH((short) (1 << 9));

                    final short number;

                    Level(short number) { this.number = number; }
                }

                @Union static final class Either {
                    @Unsigned int whole;
                    @Length(4) byte[] bytes;
                }

                @Struct static final class Mixed {
                    @Bits(3) int three;
                    @Bits(12) @Unsigned int twelve;
                    @Bits(1) boolean flag;
                    @Bits(40) long wide;
                    @Length(3) @BigEndian @Unsigned short[] ports;
                    Either either;
                    Level level;
                    @BigEndian long swapped;
                    @Length({2, 3}) int[][] table;
                    @Length({2, 4}) byte[][] names;
                }

                @Config static Level wanted = Level.LOW;
                static final Mixed mixed = new Mixed();

                @Xdp static int program(XdpContext context) {
                    mixed.three = -2;
                    mixed.twelve = 0xabc;
                    mixed.flag = true;
                    mixed.wide = -5_000_000_000L;
                    mixed.ports[2] = (short) 50000;
                    mixed.either.whole = 0x41414141;
                    mixed.level = wanted;
                    mixed.swapped = -2;
                    mixed.table[1][2] = -7;
                    Bytes.set(mixed.names[1], "abc");
                    return 2;
                }
            }
            """;

    private static final String USER = """
            import java.nio.ByteBuffer;

            public final class User {
                public static byte[] object() {
                    return LayoutsBpf.configure().wanted(Layouts.Level.HIGH).object();
                }

                public static String text(byte[] bytes) {
                    var mixed = LayoutsBpf.Views.mixed(ByteBuffer.wrap(bytes));
                    return mixed.three() + " " + mixed.twelve() + " " + mixed.flag() + " " + mixed.wide() + " " + mixed.ports(2) + " "
                        + mixed.either().whole() + " " + mixed.either().bytes_Text() + " " + mixed.level() + " " + mixed.swapped()
                        + " " + mixed.table(1, 2) + " " + mixed.names(1).get(2) + " " + mixed.namesText(1);
                }

                public static byte[] written() {
                    var mixed = LayoutsBpf.Views.MixedView.allocate().three(-2).twelve(0xabc).flag(true).wide(-5_000_000_000L).ports(2, 50000)
                        .level((short) 512).swapped(-2).table(1, 2, -7).namesText(1, "abc");
                    mixed.either().bytes_Text("AAAA");
                    var bytes = new byte[LayoutsBpf.Views.MixedView.SIZE];
                    mixed.bytes().get(bytes);
                    return bytes;
                }

                public static void tooLarge(int three) {
                    LayoutsBpf.Views.MixedView.allocate().three(three);
                }
            }
            """;

    private final Build build = Build.of("Layouts", PROGRAM, "User", USER);

    @BeforeEach
    void requireKernel() {
        Kernel.require();
    }

    @Test
    void readAndWriteWhatTheKernelDoes() {
        try (var object = Kernel.load((byte[]) call("object"))) {
            assertThat(object.program("program").run(new byte[64]).returnValue())
                    .isEqualTo(2);
            var bytes = object.global("mixed").bytes();
            assertThat(call("text", (Object) bytes))
                    .isEqualTo("-2 2748 true -5000000000 50000 1094795585 AAAA 512 -2 -7 99 abc");
            assertThat(call("written")).isEqualTo(bytes);
        }
    }

    @Test
    void refuseWhatDoesNotFitTheBits() {
        assertThatThrownBy(() -> call("tooLarge", 4)).hasMessage("4 does not fit in 3 bits");
        assertThatThrownBy(() -> call("tooLarge", -5)).hasMessage("-5 does not fit in 3 bits");
    }

    private Object call(String method, Object... arguments) {
        if (build.compilation().status() != Compilation.Status.SUCCESS)
            throw new AssertionError(build.compilation().diagnostics().toString());
        for (var declared : build.load("User").getDeclaredMethods()) {
            if (!declared.getName().equals(method)) continue;
            try {
                return declared.invoke(null, arguments);
            } catch (InvocationTargetException e) {
                throw (RuntimeException) e.getCause();
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }
        throw new AssertionError(method);
    }
}
