package dev.skep.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.btf.BtfExt;
import dev.skep.btf.BtfExt.CoreRelo;
import dev.skep.btf.BtfExt.SectionInfo;
import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfLinkage;
import dev.skep.btf.BtfType;
import dev.skep.btf.BtfType.DataSec;
import dev.skep.btf.BtfType.Int;
import dev.skep.btf.BtfType.IntEncoding;
import dev.skep.btf.BtfType.SectionEntry;
import dev.skep.btf.BtfType.Var;
import dev.skep.btf.BtfWriter;
import dev.skep.elf.ByteString;
import dev.skep.elf.ElfFile;
import dev.skep.elf.ElfWriter;
import dev.skep.elf.Section;
import dev.skep.elf.Section.Content;
import dev.skep.elf.Section.Header;
import dev.skep.elf.SectionFlags;
import dev.skep.elf.SectionType;
import dev.skep.elf.Symbol;
import dev.skep.elf.SymbolBinding;
import dev.skep.elf.SymbolPlace;
import dev.skep.elf.SymbolType;
import dev.skep.object.link.LinkException;
import dev.skep.object.link.LinkInput;
import dev.skep.object.link.ObjectLinker;
import dev.skep.object.lint.LoaderLint;
import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Four times the file, about four times the processor time: what is quadratic takes sixteen times as long. */
class GrowthTest {
    private static final int SMALL = 8_000;
    private static final int FACTOR = 4;
    private static final int TOLERATED = 9;

    /** Below this, a pass is too quick to be judged; a file of either size is read in less. */
    private static final double SECONDS_OF_ANY_SIZE = 0.2;

    private static final SectionFlags CODE = new SectionFlags(6);
    private static final SectionFlags DATA = new SectionFlags(3);
    private static final ByteString EXIT =
            ByteString.of((byte) 0x95, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0);

    /** What a file has many of. */
    enum Many {
        SYMBOL_TABLES {
            @Override
            void add(Parts parts, int number) {
                parts.sections.add(new Section.Symbols("table" + number, 1, List.of(Symbol.NULL)));
            }
        },
        RELOCATED_SECTIONS {
            @Override
            void add(Parts parts, int number) {
                parts.sections.add(content("xdp/s" + number, CODE, EXIT));
                parts.sections.add(new Section.Relocations(
                        ".relxdp/s" + number,
                        Section.RelocationForm.REL,
                        SectionFlags.INFO_LINK,
                        2,
                        parts.sections.size() - 1,
                        List.of()));
            }
        },
        PROGRAM_SECTIONS {
            @Override
            void add(Parts parts, int number) {
                parts.symbols.add(
                        symbol("p" + number, SymbolType.FUNC, SymbolBinding.GLOBAL, parts.sections.size(), 0));
                parts.sections.add(content("xdp/p" + number, CODE, EXIT));
                parts.core.add(new SectionInfo<>("xdp/p" + number, List.of(new CoreRelo(0, new BtfId(1), "0", 8))));
            }
        },
        STATIC_VARIABLES_OF_ONE_NAME {
            @Override
            void add(Parts parts, int number) {
                if (number == 0) {
                    parts.sections.add(content(".data", DATA, ByteString.zeros(4 * parts.count)));
                }
                parts.symbols.add(
                        symbol("same", SymbolType.OBJECT, SymbolBinding.LOCAL, parts.sections.size() - 1, 4 * number));
                parts.variables.add(number);
            }
        };

        abstract void add(Parts parts, int number);
    }

    /** A file that grows. */
    private static final class Parts {
        private final int count;
        private final List<Section> sections = new ArrayList<>(List.of(
                new Section.Null(), new Section.Strings(".strtab"), new Section.Symbols(".symtab", 1, List.of())));
        private final List<Symbol> symbols = new ArrayList<>(List.of(Symbol.NULL));
        private final List<SectionInfo<CoreRelo>> core = new ArrayList<>();
        private final List<Integer> variables = new ArrayList<>();

        private Parts(int count) {
            this.count = count;
        }

        private byte[] file() {
            List<BtfType> types = new ArrayList<>(List.of(Int.of("int", 4, IntEncoding.SIGNED)));
            List<SectionEntry> entries = new ArrayList<>();
            for (int variable : variables) {
                types.add(new Var("same", new BtfId(1), BtfLinkage.STATIC));
                entries.add(new SectionEntry(new BtfId(types.size()), 4 * variable, 4));
            }
            if (!entries.isEmpty()) {
                types.add(new DataSec(".data", 4 * count, entries));
            }
            var writer =
                    BtfWriter.of(BtfGraph.of(types), new BtfExt(List.of(), List.of(), core), ByteOrder.LITTLE_ENDIAN);
            sections.add(content(".BTF", SectionFlags.NONE, ByteString.of(writer.btf())));
            sections.add(content(".BTF.ext", SectionFlags.NONE, ByteString.of(writer.btfExt())));
            sections.set(2, new Section.Symbols(".symtab", 1, symbols));
            return ElfWriter.write(
                    new ElfFile(ByteOrder.LITTLE_ENDIAN, ElfFile.RELOCATABLE, ElfFile.BPF, 0, sections, 1));
        }
    }

    private enum Pass {
        LINK {
            @Override
            void over(byte[] file) {
                try {
                    ObjectLinker.link(List.of(LinkInput.of("large.o", file)));
                } catch (LinkException refused) {
                    assertThat(refused.problems()).isNotEmpty();
                }
            }
        },
        LINT {
            @Override
            void over(byte[] file) {
                assertThat(LoaderLint.check(file).findings()).isNotNull();
            }
        },
        READ {
            @Override
            void over(byte[] file) {
                try {
                    ObjectReader.read(file);
                } catch (ObjectFormatException refused) {
                    assertThat(refused).hasMessageContaining("[SKEP5003]");
                }
            }
        };

        abstract void over(byte[] file);
    }

    @ParameterizedTest
    @EnumSource
    void noPassIsQuadratic(Many many) {
        byte[] small = file(many, SMALL);
        byte[] large = file(many, FACTOR * SMALL);
        for (Pass pass : Pass.values()) {
            double seconds = seconds(pass, small); // which warms up, too
            assertThat(seconds(pass, large))
                    .as("seconds to %s %d times %s, for %d it was %.2f", pass, FACTOR * SMALL, many, SMALL, seconds)
                    .isLessThan(TOLERATED * Math.max(seconds, SECONDS_OF_ANY_SIZE));
        }
    }

    private static byte[] file(Many many, int count) {
        var parts = new Parts(count);
        for (int number = 0; number < count; number++) {
            many.add(parts, number);
        }
        return parts.file();
    }

    private static double seconds(Pass pass, byte[] file) {
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        pass.over(file);
        return (threads.getCurrentThreadCpuTime() - start) / 1e9;
    }

    private static Content content(String name, SectionFlags flags, ByteString bytes) {
        return new Content(Header.of(name, SectionType.PROGBITS, flags, 8), bytes);
    }

    private static Symbol symbol(String name, SymbolType type, SymbolBinding binding, int section, int at) {
        return new Symbol(name, type, binding, 0, SymbolPlace.in(section), at, 4);
    }
}
