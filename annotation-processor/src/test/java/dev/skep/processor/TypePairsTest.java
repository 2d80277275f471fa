package dev.skep.processor;

import static dev.skep.dsl.GlobalDef.global;
import static dev.skep.dsl.StructDef.struct;
import static dev.skep.dsl.Types.BE16;
import static dev.skep.dsl.Types.S32;
import static dev.skep.dsl.Types.S64;
import static dev.skep.dsl.Types.U16;
import static dev.skep.dsl.Types.U32;
import static dev.skep.dsl.Types.U64;
import static dev.skep.dsl.Types.array;
import static dev.skep.dsl.Types.bytes;
import static dev.skep.dsl.Types.u8;
import static dev.skep.processor.Pair.pair;

import dev.skep.dsl.Array;
import dev.skep.dsl.Be16;
import dev.skep.dsl.Field;
import dev.skep.dsl.GlobalDef;
import dev.skep.dsl.S32;
import dev.skep.dsl.S64;
import dev.skep.dsl.StructDef;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Types of data. */
class TypePairsTest {
    private static final StructDef TABLE = struct("Table");
    private static final Field<Array<S32>> CELLS = TABLE.field("cells", array(S32, 8));
    private static final Field<Array<Be16>> PORTS = TABLE.field("ports", array(BE16, 4));

    private static final GlobalDef<Array<Array<S32>>> GRID = global("grid", array(array(S32, 4), 3));

    private static final StructDef COUNTS = struct("Counts");
    private static final Field<S64> COUNT = COUNTS.field("count", S64);

    // spotless:off
    @TestFactory
    Stream<DynamicTest> references() {
        return Pair.tests(
            pair("variable that refers to structs", """
                @Struct static final class Counts { long count; }
                static long f(long a, long b) {
                    var one = new Counts();
                    var other = new Counts();
                    var chosen = one;
                    if (a > b) chosen = other;
                    chosen.count += a;
                    chosen = one;
                    chosen.count -= b;
                    return one.count * 3 + other.count;
                }
                """, (p, a, b) -> {
                    var one = p.local(COUNTS);
                    var other = p.local(COUNTS);
                    var chosen = p.reference(one);
                    p.ifThen(a.gt(b), () -> chosen.set(other));
                    chosen.get().set(COUNT, chosen.get().get(COUNT).add(a));
                    chosen.set(one);
                    chosen.get().set(COUNT, chosen.get().get(COUNT).sub(b));
                    return one.get(COUNT).mul(3).add(other.get(COUNT));
                }));
    }

    @TestFactory
    Stream<DynamicTest> arrays() {
        return Pair.tests(
            pair("array in a struct", """
                @Struct static final class Table { @Length(8) int[] cells; }
                static long f(long a, long b) {
                    var table = new Table();
                    for (int i = 0; i < 8; i++) table.cells[i] = (int) a + i;
                    return table.cells[(int) b & 7];
                }
                """, (p, a, b) -> {
                    var cells = p.local(TABLE).get(CELLS);
                    p.repeat(8, (i, loop) -> cells.set(i, a.to(S32).add(i.to(S32))));
                    return cells.get(b.to(U32).and(7)).to(S64);
                }),
            pair("array on the stack", """
                static long f(long a, long b) {
                    var cells = new int[8];
                    cells[3] = (int) a;
                    int i = (int) b;
                    if (i >= 0 && i < 8) cells[i] += 5;
                    return cells[3];
                }
                """, (p, a, b) -> {
                    var cells = p.local(array(S32, 8));
                    cells.set(3, a.to(S32));
                    var i = b.to(S32);
                    p.ifThen(i.ge(0).and(i.lt(8)), () -> {
                        var cell = p.at(cells, i);
                        cell.set(cell.get().add(5));
                    });
                    return cells.get(3).to(S64);
                }),
            pair("index by remainder", """
                static long f(long a, long b) {
                    var cells = new int[7];
                    for (int i = 0; i < 7; i++) cells[i] = i * i;
                    @Unsigned long number = a;
                    return cells[(int) (number % 7)];
                }
                """, (p, a, b) -> {
                    var cells = p.local(array(S32, 7));
                    for (var i = 0; i < 7; i++) cells.set(i, i * i);
                    return cells.get(a.to(U64).mod(7)).to(S64);
                }),
            pair("array of two dimensions", """
                static final int[][] grid = new int[3][4];
                static long f(long a, long b) {
                    int row = (int) a & 1;
                    int column = (int) b & 3;
                    grid[row][column] = (int) b;
                    return grid[row][column] + grid[2][1];
                }
                """, (p, a, b) -> {
                    var grid = p.global(GRID);
                    var row = a.to(U32).and(1);
                    var column = b.to(U32).and(3);
                    grid.get(row).set(column, b.to(S32));
                    return grid.get(row).get(column).add(grid.get(2).get(1)).to(S64);
                }),
            pair("array in network order", """
                @Struct static final class Table { @BigEndian @Unsigned @Length(4) short[] ports; }
                static long f(long a, long b) {
                    var table = new Table();
                    table.ports[(int) a & 3] = (short) b;
                    return table.ports[0] * 3 + table.ports[3];
                }
                """, (p, a, b) -> {
                    var ports = p.local(TABLE).get(PORTS);
                    ports.set(a.to(U32).and(3), b.to(U16).toNetwork());
                    return ports.get(0).toHost().to(S32).mul(3).add(ports.get(3).toHost().to(S32)).to(S64);
                }),
            pair("bytes from an index on", """
                static long f(long a, long b) {
                    var all = new byte[16];
                    var part = Bytes.part(all, (int) a & 8, 8);
                    part[(int) b & 7] = 7;
                    return all[3] + all[11] * 2;
                }
                """, (p, a, b) -> {
                    var all = p.local(bytes(16));
                    var part = all.part(a.to(U32).and(8), 8);
                    part.set(b.to(U32).and(7), u8(7));
                    return all.get(3).to(S64).add(all.get(11).to(S64).mul(2));
                }));
    }
    // spotless:on
}
