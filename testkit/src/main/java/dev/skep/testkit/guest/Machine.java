package dev.skep.testkit.guest;

import java.io.IOException;
import java.nio.file.Path;

/** What boots kernels. */
interface Machine {
    /**
     * Boots a kernel with an archive as its first file system. The report comes on the process's standard output, console
     * and complaints on standard error. The process ends with the thread that calls this.
     */
    Process boot(Path kernel, Path archive) throws IOException;
}
