package dev.skep.object;

import dev.skep.elf.ByteString;
import dev.skep.elf.ElfFile;
import dev.skep.elf.ElfReader;
import dev.skep.elf.ElfWriter;
import dev.skep.elf.Section;
import dev.skep.elf.Section.Content;
import dev.skep.kernel.MapType;
import dev.skep.testkit.Judge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Objects with one thing wrong each. */
final class Broken {
    private static final int TYPES_OFFSET = 8;
    private static final int STRINGS_OFFSET = 16;
    private static final int NAME_OF_XDP = 'x' | 'd' << 8 | 'p' << 16;
    private static final int LINE_INFO_LENGTH = 20;
    private static final int PROTOTYPE_OF_ONE_PARAMETER = 13 << 24 | 1;
    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int JUMP = 0x05;
    private static final int INSTRUCTION = 8;

    private Broken() {}

    /** The map is {@code static}. */
    static byte[] localMapSymbol(byte[] object) {
        return copied(object, "--localize-symbol=m");
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

    /** What a lookup in a hash map gave is read as it is. */
    static byte[] noNullCheck(byte[] object) {
        BpfObject model = ObjectReader.read(object);
        BpfMap array = model.maps().get(0);
        BpfMap hash = BpfMap.of(array.name(), MapType.HASH, array.key(), array.value(), array.maxEntries());
        BpfObject withHash = new BpfObject(
                model.order(),
                model.license(),
                model.programs(),
                model.functions(),
                List.of(hash),
                model.globals(),
                model.externs(),
                model.structOps(),
                model.btf());
        return with(ObjectWriter.write(withHash, BaseObject.TARGET), "xdp", code -> {
            int at = 0;
            while (code.get(at) != JUMP_IF_EQUAL) at += INSTRUCTION;
            code.putLong(at, 0).put(at, (byte) JUMP);
        });
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
