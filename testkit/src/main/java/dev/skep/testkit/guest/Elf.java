package dev.skep.testkit.guest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a program or shared library asks of the dynamic linker.
 *
 * @param interpreter the path of the dynamic linker, empty in a library or a static program
 * @param needed the libraries that it names, DT_NEEDED
 * @param searchPath where to look for them first, DT_RUNPATH or DT_RPATH, empty for nowhere in particular
 */
record Elf(String interpreter, List<String> needed, String searchPath) {
    private static final int PT_LOAD = 1;
    private static final int PT_DYNAMIC = 2;
    private static final int PT_INTERP = 3;
    private static final int DT_NEEDED = 1;
    private static final int DT_STRTAB = 5;
    private static final int DT_RPATH = 15;
    private static final int DT_RUNPATH = 29;

    Elf {
        needed = List.copyOf(needed);
    }

    /** Reads a file, which must be ELF64 for this architecture's byte order. */
    static Elf read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length < 64 || bytes[0] != 0x7f || bytes[1] != 'E' || bytes[2] != 'L' || bytes[3] != 'F') {
            throw new IOException(file + " is no ELF file");
        }
        if (bytes[4] != 2 || bytes[5] != 1) {
            throw new IOException(file + " is no little-endian ELF64 file");
        }
        try {
            return new Reader(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)).read();
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IOException(file + " is no whole ELF file", e);
        }
    }

    private record Segment(int type, int offset, long address, long size) {}

    private record Reader(ByteBuffer file) {
        Elf read() {
            List<Segment> segments = segments();
            String interpreter = "";
            List<String> needed = new ArrayList<>();
            String searchPath = "";
            for (Segment segment : segments) {
                if (segment.type() == PT_INTERP) {
                    interpreter = string(segment.offset());
                } else if (segment.type() == PT_DYNAMIC) {
                    int strings = (int) offset(
                            segments,
                            dynamic(segment, DT_STRTAB).stream().findFirst().orElse(0L));
                    dynamic(segment, DT_NEEDED).forEach(name -> needed.add(string(strings + name)));
                    List<Long> paths = dynamic(segment, DT_RUNPATH);
                    paths.addAll(dynamic(segment, DT_RPATH));
                    searchPath = paths.isEmpty() ? "" : string(strings + paths.get(0));
                }
            }
            return new Elf(interpreter, needed, searchPath);
        }

        private List<Segment> segments() {
            List<Segment> segments = new ArrayList<>();
            long table = file.getLong(32);
            for (int i = 0; i < file.getShort(56); i++) {
                int header = (int) table + i * file.getShort(54);
                segments.add(new Segment(
                        file.getInt(header),
                        (int) file.getLong(header + 8),
                        file.getLong(header + 16),
                        file.getLong(header + 32)));
            }
            return segments;
        }

        private List<Long> dynamic(Segment segment, int tag) {
            List<Long> values = new ArrayList<>();
            for (int at = segment.offset(); at < segment.offset() + segment.size(); at += 16) {
                if (file.getLong(at) == 0) {
                    break;
                }
                if (file.getLong(at) == tag) {
                    values.add(file.getLong(at + 8));
                }
            }
            return values;
        }

        /** Where in the file lies what is at this address in memory. */
        private static long offset(List<Segment> segments, long address) {
            for (Segment segment : segments) {
                if (segment.type() == PT_LOAD
                        && address >= segment.address()
                        && address < segment.address() + segment.size()) {
                    return address - segment.address() + segment.offset();
                }
            }
            throw new IllegalArgumentException("address " + address + " is in no segment");
        }

        private String string(long offset) {
            int end = Math.toIntExact(offset);
            while (file.get(end) != 0) {
                end++;
            }
            byte[] bytes = new byte[end - (int) offset];
            file.get((int) offset, bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
