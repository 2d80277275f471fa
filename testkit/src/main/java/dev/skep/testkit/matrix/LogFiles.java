package dev.skep.testkit.matrix;

import dev.skep.testkit.loader.Judgement;
import dev.skep.testkit.loader.Verdict;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** All that loaders and verifiers said of what they refused, a file for each cell. */
final class LogFiles {
    private static final String SUFFIX = ".log";
    private static final Pattern OURS = Pattern.compile("\\d+_[\\w.-]+\\.log");

    private final Path folder;

    LogFiles(Path folder) {
        this.folder = folder;
    }

    /** Writes the logs of this matrix in place of those of an earlier one, and returns how many there are. */
    int write(Matrix matrix) throws IOException {
        Files.createDirectories(folder);
        try (DirectoryStream<Path> earlier = Files.newDirectoryStream(folder, LogFiles::isOurs)) {
            for (Path file : earlier) Files.delete(file);
        }
        int written = 0;
        for (int i = 0; i < matrix.rows().size(); i++) {
            Row row = matrix.rows().get(i);
            for (Column column : matrix.columns()) {
                Judgement judgement = matrix.at(row, column);
                if (judgement.verdict() instanceof Verdict.Refused refused) {
                    Files.writeString(
                            folder.resolve(name(i + 1, row, column)), refused.reason() + "\n\n" + refused.log());
                    written++;
                }
            }
        }
        return written;
    }

    /** Whether a file is called as {@link #name} calls them: the folder may be anyone's, with logs of others in it. */
    private static boolean isOurs(Path file) {
        return OURS.matcher(file.getFileName().toString()).matches();
    }

    /** Objects of one name may come from different folders: the row's number tells them apart. */
    private static String name(int number, Row row, Column column) {
        String name = number + " " + row.object().getFileName() + " " + row.program() + " " + column.label();
        return name.replaceAll("[^\\w.-]+", "_") + SUFFIX;
    }
}
