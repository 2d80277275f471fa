package dev.skep.object;

import dev.skep.btf.BtfId;
import dev.skep.btf.BtfKind;
import dev.skep.elf.ByteString;
import dev.skep.elf.ElfFile;
import dev.skep.elf.ElfReader;
import dev.skep.elf.ElfWriter;
import dev.skep.elf.Relocation;
import dev.skep.elf.Section;
import dev.skep.elf.Section.Content;
import dev.skep.elf.Section.Header;
import dev.skep.elf.Section.Relocations;
import dev.skep.elf.Section.Symbols;
import dev.skep.elf.Symbol;
import dev.skep.elf.SymbolPlace;
import dev.skep.elf.SymbolType;
import dev.skep.testkit.Judge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Objects with one thing wrong each. */
final class Broken {
    private static final int HEADER = 24;
    private static final int TYPES_OFFSET = 8;
    private static final int STRINGS_OFFSET = 16;
    private static final int NAME_OF_XDP = 'x' | 'd' << 8 | 'p' << 16;
    private static final int LINE_INFO_LENGTH = 20;
    private static final int PROTOTYPE_OF_ONE_PARAMETER = 13 << 24 | 1;
    private static final int INSTRUCTION = 8;

    private static final int FUNC = 12;
    private static final int ARRAY_RECORD = 3 << 24;
    private static final int CONST_RECORD = 10 << 24;
    private static final int TYPE_TAG_RECORD = 18 << 24;
    private static final int CORE_OFFSET = 24;
    private static final int TYPE_MATCHES = 12;
    private static final int IMMEDIATE = 4;

    /** Opcodes. */
    static final int LDDW = 0x18;

    static final int CALL = 0x85;

    private Broken() {}

    /** The file says where a process would start. */
    static byte[] entryPoint(byte[] object) {
        byte[] broken = object.clone();
        broken[24] = INSTRUCTION;
        return broken;
    }

    /** A section for data has none, and nobody refers to it. */
    static byte[] emptySection(byte[] object) {
        var elf = ElfReader.read(object);
        List<Section> sections = new ArrayList<>(elf.sections());
        var data = ((Content) elf.section(elf.find(".data").orElseThrow())).header();
        sections.add(new Content(renamed(data, ".data.none"), ByteString.EMPTY));
        return ElfWriter.write(
                new ElfFile(elf.order(), elf.type(), elf.machine(), elf.flags(), sections, elf.sectionNames()));
    }

    /** A section has another name. */
    static UnaryOperator<byte[]> renamed(String from, String to) {
        return object -> edited(object, section -> {
            if (section instanceof Content content && section.name().equals(from)) {
                return new Content(renamed(content.header(), to), content.bytes());
            }
            return section instanceof Relocations table && section.name().equals(from)
                    ? new Relocations(
                            to, table.form(), table.flags(), table.symbols(), table.target(), table.relocations())
                    : section;
        });
    }

    /** The program is in {@code SEC("tc")}. */
    static byte[] programForTc(byte[] object) {
        return renamed("xdp", "tc")
                .andThen(renamed(".relxdp", ".reltc"))
                .andThen(text("xdp", "tc\0"))
                .apply(object);
    }

    private static Header renamed(Header header, String to) {
        return new Header(
                to,
                header.type(),
                header.flags(),
                header.address(),
                header.alignment(),
                header.link(),
                header.info(),
                header.entrySize());
    }

    /** A byte of a section is another. */
    static UnaryOperator<byte[]> byteOf(String section, int at, int value) {
        return object -> with(object, section, bytes -> bytes.put(at, (byte) value));
    }

    /** A symbol says another size. */
    static UnaryOperator<byte[]> sized(String name, int size) {
        return symbol(
                name,
                symbol -> new Symbol(
                        name, symbol.type(), symbol.binding(), symbol.other(), symbol.place(), symbol.value(), size));
    }

    /** A symbol is local, and before all global ones. */
    static UnaryOperator<byte[]> localized(String name) {
        return object -> copied(object, "--localize-symbol=" + name);
    }

    /** The first instruction of this opcode that is relocated by this symbol, or section, holds so much more. */
    static UnaryOperator<byte[]> immediateOf(String symbol, int opcode, int more) {
        return object -> {
            var parsed = Parsed.of(object);
            return with(object, "xdp", code -> {
                int at = parsed.relocations("xdp").stream()
                        .filter(relocation -> names(parsed, relocation.symbol()).equals(symbol))
                        .mapToInt(relocation -> (int) relocation.offset())
                        .filter(offset -> Byte.toUnsignedInt(code.get(offset)) == opcode)
                        .findFirst()
                        .orElseThrow();
                code.putInt(at + IMMEDIATE, code.getInt(at + IMMEDIATE) + more);
            });
        };
    }

    private static String names(Parsed parsed, int index) {
        var symbol = parsed.symbols().get(index);
        return symbol.place() instanceof SymbolPlace.InSection in
                        && symbol.name().isEmpty()
                ? parsed.elf().section(in.section()).name()
                : symbol.name();
    }

    /** A string of the types is another of the same length. */
    static UnaryOperator<byte[]> text(String from, String to) {
        return object -> with(object, ".BTF", btf -> {
            var bytes = btf.array();
            var all = new String(bytes, StandardCharsets.ISO_8859_1);
            int at = all.indexOf('\0' + from + '\0') + 1;
            require(at > 0 && from.length() == to.length());
            btf.position(at).put(to.getBytes(StandardCharsets.ISO_8859_1));
        });
    }

    /** All arrays of one length have another. */
    static UnaryOperator<byte[]> count(int from, int to) {
        return object -> with(object, ".BTF", btf -> {
            int changed = 0;
            for (int at : records(btf, ARRAY_RECORD)) {
                if (btf.getInt(at + 20) == from) {
                    btf.putInt(at + 20, to);
                    changed++;
                }
            }
            require(changed > 0);
        });
    }

    /** A map of maps starts with a program in it. */
    static byte[] programInMap(byte[] object) {
        var parsed = Parsed.of(object);
        int program = parsed.symbols()
                .indexOf(parsed.symbolsIn("xdp").stream()
                        .filter(symbol -> symbol.type().equals(SymbolType.FUNC))
                        .findFirst()
                        .orElseThrow());
        return edited(
                object,
                section -> section instanceof Relocations table && table.name().equals(".rel.maps")
                        ? new Relocations(
                                table.name(),
                                table.form(),
                                table.flags(),
                                table.symbols(),
                                table.target(),
                                table.relocations().stream()
                                        .map(slot -> Relocation.of(slot.offset(), program, slot.type()))
                                        .toList())
                        : section);
    }

    /** The first type is called by the tail of its name. */
    static byte[] sharedTail(byte[] object) {
        return with(object, ".BTF", btf -> btf.putInt(HEADER, btf.getInt(HEADER) + 1));
    }

    /** A function has another linkage among the types. */
    static UnaryOperator<byte[]> linkage(String function, int linkage) {
        return object -> with(object, ".BTF", btf -> {
            var types = Parsed.of(object).types();
            int at = HEADER;
            for (int id = 1;
                    !types.type(new BtfId(id))
                            .equals(types.type(
                                    types.find(BtfKind.FUNC, function).orElseThrow()));
                    id++) {
                at += TypeRules.recordSize(btf, at);
            }
            btf.putInt(at + 4, FUNC << 24 | linkage);
        });
    }

    /** What was {@code const} has a tag of the compiler's. */
    static byte[] typeTag(byte[] object) {
        return with(object, ".BTF", btf -> {
            int at = records(btf, CONST_RECORD).get(0);
            btf.putInt(at, 1).putInt(at + 4, TYPE_TAG_RECORD);
        });
    }

    /** A CO-RE relocation asks whether a type matches. */
    static byte[] typeMatches(byte[] object) {
        return with(object, ".BTF.ext", ext -> {
            int at = ext.getInt(4) + ext.getInt(CORE_OFFSET) + 4 + 8;
            ext.putInt(at + 12, TYPE_MATCHES);
        });
    }

    private static List<Integer> records(ByteBuffer btf, int info) {
        List<Integer> found = new ArrayList<>();
        int end = HEADER + btf.getInt(12);
        for (int at = HEADER; at < end; at += TypeRules.recordSize(btf, at)) {
            if (btf.getInt(at + 4) == info) {
                found.add(at);
            }
        }
        return found;
    }

    private static UnaryOperator<byte[]> symbol(String name, UnaryOperator<Symbol> change) {
        return object -> edited(
                object,
                section -> section instanceof Symbols table
                        ? new Symbols(
                                table.name(),
                                table.strings(),
                                table.symbols().stream()
                                        .map(symbol -> symbol.name().equals(name) ? change.apply(symbol) : symbol)
                                        .toList())
                        : section);
    }

    private static byte[] edited(byte[] object, UnaryOperator<Section> change) {
        var elf = ElfReader.read(object);
        var sections = elf.sections().stream().map(change).toList();
        return ElfWriter.write(
                new ElfFile(elf.order(), elf.type(), elf.machine(), elf.flags(), sections, elf.sectionNames()));
    }

    /** The program is in {@code SEC("xdq")}, which nobody knows. */
    static byte[] unknownSection(byte[] object) {
        byte[] renamed = with(object, ".BTF", btf -> {
            int at = btf.getInt(4) + btf.getInt(STRINGS_OFFSET);
            while (btf.getInt(at) != NAME_OF_XDP) at++;
            btf.put(at + 2, (byte) 'q');
        });
        return copied(renamed, "--rename-section=xdp=xdq", "--rename-section=.relxdp=.relxdq");
    }

    /** Functions of one parameter do not name it. */
    static byte[] unnamedParameter(byte[] object) {
        return with(object, ".BTF", btf -> {
            int changed = 0;
            for (int at = btf.getInt(4) + btf.getInt(TYPES_OFFSET); at + 16 <= btf.limit(); at += 4) {
                if (btf.getInt(at) == 0 && btf.getInt(at + 4) == PROTOTYPE_OF_ONE_PARAMETER) {
                    btf.putInt(at + 12, 0);
                    changed++;
                }
            }
            require(changed > 0);
        });
    }

    /** No instruction has a source line. */
    static byte[] noLineInfo(byte[] object) {
        return with(object, ".BTF.ext", ext -> ext.putInt(LINE_INFO_LENGTH, 0));
    }

    private static void require(boolean found) {
        if (!found) throw new AssertionError("there is nothing to break");
    }

    private static byte[] with(byte[] object, String section, Consumer<ByteBuffer> change) {
        ElfFile elf = ElfReader.read(object);
        List<Section> sections = new ArrayList<>(elf.sections());
        int index = elf.find(section).orElseThrow();
        Content content = (Content) elf.section(index);
        byte[] bytes = content.bytes().toArray();
        change.accept(ByteBuffer.wrap(bytes).order(elf.order()));
        sections.set(index, new Content(content.header(), ByteString.of(bytes)));
        return ElfWriter.write(
                new ElfFile(elf.order(), elf.type(), elf.machine(), elf.flags(), sections, elf.sectionNames()));
    }

    private static byte[] copied(byte[] object, String... how) {
        try {
            Path from = Files.createTempFile("whole", ".o");
            Path to = Files.createTempFile("broken", ".o");
            try {
                Files.write(from, object);
                List<String> arguments = new ArrayList<>(List.of(how));
                arguments.addAll(List.of(from.toString(), to.toString()));
                Judge.require("llvm-objcopy-19").run(arguments, "").orFail();
                return Files.readAllBytes(to);
            } finally {
                Files.delete(from);
                Files.delete(to);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
