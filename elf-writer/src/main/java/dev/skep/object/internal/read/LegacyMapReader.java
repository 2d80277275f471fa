package dev.skep.object.internal.read;

import dev.skep.elf.Symbol;
import dev.skep.elf.SymbolType;
import dev.skep.kernel.MapFlag;
import dev.skep.object.BpfMap;
import dev.skep.object.ObjectFormatException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads the maps of section {@code maps}: a record of numbers each, {@code struct bpf_map_def}. libbpf before 1.0 took them, some
 * loaders still do; we write them as every loader takes them.
 */
public final class LegacyMapReader {
    /** The section. */
    public static final String SECTION = "maps";

    private static final int NUMBERS = 5;

    private LegacyMapReader() {}

    public static List<MapSectionReader.Placed> read(ObjectFile file, int section) {
        var bytes = file.content(SECTION)
                .orElseThrow(() -> new ObjectFormatException("section maps has no contents"))
                .buffer(file.elf().order());
        var symbols = file.symbolsOf(section).stream()
                .filter(symbol ->
                        symbol.type().equals(SymbolType.OBJECT) || symbol.type().equals(SymbolType.NOTYPE))
                .sorted(Comparator.comparingLong(Symbol::value))
                .toList();
        if (symbols.isEmpty()) {
            throw new ObjectFormatException("section maps has " + bytes.limit() + " bytes and no symbols");
        }
        int size = bytes.limit() / symbols.size();
        List<MapSectionReader.Placed> maps = new ArrayList<>();
        for (Symbol symbol : symbols) {
            int start = maps.size() * size;
            if (symbol.value() != start || size < NUMBERS * Integer.BYTES || size % Integer.BYTES != 0) {
                throw new ObjectFormatException("map " + symbol.name() + " is at byte " + symbol.value()
                        + " of section maps, with " + symbols.size() + " records in " + bytes.limit() + " bytes");
            }
            maps.add(new MapSectionReader.Placed(
                    map(symbol.name(), bytes.slice(start, size).order(bytes.order())), start));
        }
        return maps;
    }

    private static BpfMap map(String name, ByteBuffer record) {
        var meaning = new MapNumbers(name);
        for (int at = NUMBERS * Integer.BYTES; at < record.limit(); at += Integer.BYTES) {
            if (record.getInt(at) != 0) {
                throw meaning.noPlace("a number " + record.getInt(at) + " at byte " + at + " of its record");
            }
        }
        return BpfMap.of(
                        name,
                        meaning.type(number(record, 0)),
                        meaning.part("key", number(record, 1)),
                        meaning.part("value", number(record, 2)),
                        number(record, 3))
                .withFlags(meaning.flags(number(record, 4)).toArray(new MapFlag[0]));
    }

    private static long number(ByteBuffer record, int index) {
        return Integer.toUnsignedLong(record.getInt(index * Integer.BYTES));
    }
}
