package dev.skep.dsl.tests;

import static dev.skep.dsl.EnumDef.enumeration;
import static dev.skep.dsl.KernelStruct.kernelStruct;
import static dev.skep.dsl.License.GPL;
import static dev.skep.dsl.ProgramType.xdp;
import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.Types.U16;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.array;
import static dev.skep.dsl.Types.bytes;
import static dev.skep.dsl.XdpAction.PASS;
import static dev.skep.dsl.tests.Misuse.definition;
import static dev.skep.dsl.tests.Misuse.row;

import dev.skep.dsl.Array;
import dev.skep.dsl.EnumDef;
import dev.skep.dsl.Field;
import dev.skep.dsl.KernelArray;
import dev.skep.dsl.KernelField;
import dev.skep.dsl.KernelObject;
import dev.skep.dsl.KernelStruct;
import dev.skep.dsl.StructDef;
import dev.skep.dsl.U16;
import dev.skep.dsl.U32;
import dev.skep.dsl.U64;
import dev.skep.dsl.Units;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Wrong uses of arrays and of the kernel's structs. */
class TypesMisuseTest {
    private static final StructDef TABLE = struct("table");
    private static final Field<Array<U16>> CELLS = TABLE.field("cells", array(U16, 4));
    private static final KernelStruct TASK = kernelStruct("task_struct");
    private static final KernelField<U32> TGID = TASK.field("tgid", U32);
    private static final KernelArray<U64> WORDS = TASK.array("words", U64, 2);
    private static final KernelField<U32> FLAG = TASK.bitField("flag", U32, 1);
    private static final KernelStruct MM = kernelStruct("mm_struct");
    private static final EnumDef MODE = enumeration("mode", U32);
    private static final KernelField<U64> PGD = MM.field("pgd", U64);

    private static final KernelField<KernelObject> INNER = TASK.embedded("inner", MM);

    // spotless:off
    @TestFactory
    Stream<DynamicTest> refusesAnElement() {
        return Stream.of(
            row("behind the last",           "index 4 of u16[4]",
                (p, guilty) -> { var cells = p.local(TABLE).get(CELLS); guilty.at(() -> cells.get(4)); p.return_(PASS); }),
            row("too large a number",        "65536 does not fit in u16 (0 to 65535)",
                (p, guilty) -> { var cells = p.local(TABLE).get(CELLS); var i = p.prandomU32().and(3); guilty.at(() -> cells.set(i, 65536)); p.return_(PASS); }),
            row("another array",             "u16[3] where u16[4] is wanted",
                (p, guilty) -> { var table = p.local(TABLE); var other = p.local(array(U16, 3)); guilty.at(() -> table.set(CELLS, other)); p.return_(PASS); }),
            row("more bytes than there are", "4 bytes from index 5 of 8",
                (p, guilty) -> { var all = p.local(bytes(8)); guilty.at(() -> all.part(5, 4)); p.return_(PASS); }),
            row("more than all bytes",       "9 bytes of 8",
                (p, guilty) -> { var all = p.local(bytes(8)); var i = p.prandomU32(); guilty.at(() -> all.part(i, 9)); p.return_(PASS); }));
    }

    @TestFactory
    Stream<DynamicTest> refusesAFieldOfTheKernel() {
        return Stream.of(
            row("of another struct",         "`mm_struct.pgd` is no field of struct `task_struct`",
                (p, guilty) -> { var task = p.currentTask(TASK); guilty.at(() -> task.get(PGD)); p.return_(PASS); }),
            row("behind the last element",   "index 2 of `task_struct.words`, which has 2 elements",
                (p, guilty) -> { var task = p.currentTask(TASK); guilty.at(() -> task.get(WORDS, 2)); p.return_(PASS); }),
            row("address of bits",           "`task_struct.flag` is a bit-field, which has no address",
                (p, guilty) -> { var task = p.currentTask(TASK); guilty.at(() -> task.addressOf(FLAG)); p.return_(PASS); }),
            row("address of what is embedded", "struct `mm_struct` is embedded; ask for the address of the field that it is",
                (p, guilty) -> { var inner = p.currentTask(TASK).get(INNER); guilty.at(() -> inner.address()); p.return_(PASS); }),
            row("no constant",               "`mode`: what a program computes is no constant of it",
                (p, guilty) -> { var mode = MODE.of(p.prandomU32()); guilty.at(() -> p.core().exists(mode)); p.return_(PASS); }),
            row("no task",                   "struct `mm_struct` where struct `task_struct` is wanted",
                (p, guilty) -> { guilty.at(() -> p.currentTask(MM)); guilty.at(() -> p.currentTaskBtf(MM)); p.return_(PASS); }));
    }

    @TestFactory
    Stream<DynamicTest> refusesADefinition() {
        return Stream.of(
            definition("empty array",        "length 0 of an array is less than 1",
                () -> array(U32, 0)),
            definition("field twice",        "struct `mm_struct` has a field `pgd` already",
                () -> { var mm = kernelStruct("mm_struct"); mm.field("pgd", U64); mm.field("pgd", U64); }),
            definition("field after use",    "struct `mm_struct` is in use; declare field `late` before that",
                () -> { Units.of(o -> o.license(GPL).program("test", xdp(), p -> { MM.at(p.ktimeGetNs()); p.return_(PASS); })); MM.field("late", U64); }),
            definition("no fields",          "struct `empty` has no fields",
                () -> Units.of(o -> o.license(GPL).program("test", xdp(), p -> kernelStruct("empty").at(p.ktimeGetNs())))),
            definition("no name",            "a struct of the kernel has a name",
                () -> kernelStruct("")));
    }
    // spotless:on
}
