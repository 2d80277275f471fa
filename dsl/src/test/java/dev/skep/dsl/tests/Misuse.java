package dev.skep.dsl.tests;

import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.ProgramType.xdp;
import static dev.skep.dsl.XdpAction.PASS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.skep.compiler.Options;
import dev.skep.dsl.Units;
import dev.skep.dsl.XdpBuilder;
import dev.skep.ir.text.IrPrinter;
import dev.skep.kernel.KernelVersion;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.DynamicTest;

/** Rows of tests whose class is called MisuseTest at the end: an exception at the user's line, with this message. */
final class Misuse {
    private static final Options NEW = Options.DEFAULT.withTargetKernel(new KernelVersion(6, 12));

    private Misuse() {}

    /** Does what the row is about; must get the exception of the row. */
    interface Guilty {
        void at(Runnable misuse);
    }

    /** A row that must fail at {@code guilty.at}, with the same IR as if nothing had been tried there. */
    static DynamicTest row(String name, String message, BiConsumer<XdpBuilder, Guilty> program) {
        var line = lineOfRow();
        return DynamicTest.dynamicTest(name, () -> {
            var tried = ir(program, misuse -> refused(line, message, misuse));
            var untried = ir(program, misuse -> {});
            assertThat(tried).isEqualTo(untried);
        });
    }

    /** A row that must fail at {@code guilty.at}, and the program with it. */
    static DynamicTest fatal(String name, String message, BiConsumer<XdpBuilder, Guilty> program) {
        var line = lineOfRow();
        return DynamicTest.dynamicTest(name, () -> {
            BiConsumer<XdpBuilder, Guilty> goesOn = (p, guilty) -> {
                program.accept(p, guilty);
                p.return_(PASS);
            };
            assertThatThrownBy(() -> ir(goesOn, misuse -> refused(line, message, misuse)))
                    .hasMessage("`test` is abandoned because one of its blocks threw an exception");
        });
    }

    static DynamicTest definition(String name, String message, Runnable misuse) {
        var line = lineOfRow();
        return DynamicTest.dynamicTest(name, () -> refused(line, message, misuse));
    }

    private static String ir(BiConsumer<XdpBuilder, Guilty> program, Guilty guilty) {
        return IrPrinter.print(
                Units.of(o -> o.license(GPL).options(NEW).program("test", xdp(), p -> program.accept(p, guilty))));
    }

    private static void refused(int line, String message, Runnable misuse) {
        var thrown = catchThrowable(misuse::run);
        assertThat(thrown)
                .isInstanceOfAny(
                        IllegalArgumentException.class, IllegalStateException.class, IndexOutOfBoundsException.class);
        assertThat(thrown.getMessage().replaceAll("dev/skep/dsl/tests/\\w+.java:\\d+", "LINE"))
                .isEqualTo(message);
        assertThat(userLine(thrown)).as("line of the exception").isEqualTo(line);
    }

    /** The innermost line that is not the API's own or the JDK's. */
    private static int userLine(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .filter(frame -> frame.getClassName().contains("MisuseTest"))
                .findFirst()
                .orElseThrow()
                .getLineNumber();
    }

    /** The statements of a row stand on the line after its name. */
    private static int lineOfRow() {
        return new Throwable().getStackTrace()[2].getLineNumber() + 1;
    }
}
