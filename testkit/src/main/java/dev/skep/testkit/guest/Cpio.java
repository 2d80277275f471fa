package dev.skep.testkit.guest;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Writes the archive that the kernel unpacks into its first file system: cpio in the format "newc", without times and owners. */
final class Cpio extends FilterOutputStream {
    private static final int FOLDER = 0040755;
    private static final int PROGRAM = 0100755;
    private static final int LINK = 0120777;

    private int inode;
    private long written;

    Cpio(OutputStream out) {
        super(out);
    }

    /** Adds a folder; its parent must be there already. */
    void folder(String path) throws IOException {
        entry(path, FOLDER, new byte[0]);
    }

    /** Adds a file that anyone may execute. */
    void file(String path, byte[] content) throws IOException {
        entry(path, PROGRAM, content);
    }

    /** Adds a symbolic link. */
    void link(String path, String target) throws IOException {
        entry(path, LINK, target.getBytes(StandardCharsets.UTF_8));
    }

    private void entry(String path, int mode, byte[] content) throws IOException {
        inode++;
        byte[] name = (path + "\0").getBytes(StandardCharsets.UTF_8);
        int[] fields = {inode, mode, 0, 0, 1, 0, content.length, 0, 0, 0, 0, name.length, 0};
        StringBuilder header = new StringBuilder("070701");
        for (int field : fields) {
            header.append(String.format(Locale.ROOT, "%08X", field));
        }
        put(header.toString().getBytes(StandardCharsets.US_ASCII));
        put(name);
        pad();
        put(content);
        pad();
    }

    private void put(byte[] bytes) throws IOException {
        out.write(bytes);
        written += bytes.length;
    }

    private void pad() throws IOException {
        put(new byte[(int) (-written & 3)]);
    }

    @Override
    public void close() throws IOException {
        entry("TRAILER!!!", 0, new byte[0]);
        super.close();
    }
}
