package dev.skep.compiler.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pointer that is needed afterwards is added to the number, so that it need not be copied; never one that may lead to the frame. */
class MovedPointersTest {
    @ParameterizedTest
    // spotless:off
    @CsvSource({
        "value,  false",
        "record, false",
        "packet, true",
        "memory, true",
        "stack,  true",
    })
    // spotless:on
    void areCopiedWhereTheyMustBe(String memory, boolean copied) {
        var code = Backend.generate("""
                function subprogram f(p %%0: ptr.%1$s as void*, i %%1: i64 as u64) s32 {
                entry.0:
                    %%2: ptr.%1$s = add %%0, %%1
                    %%3: i32 = load u32 [%%2 + 0]
                    store u32 [%%0 + 0], %%3
                    return %%3
                }
                """.formatted(memory), Backend.NEW).code().toString();
        assertThat(code.contains("r2 += r1")).as(code).isEqualTo(!copied);
    }
}
