package dev.skep.testkit.loader;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** How the driver of one loader comes about: a folder with all that it needs. */
interface Recipe {
    /** The sources of ours in it. */
    Sources sources();

    /** Whether everything else is on this machine; if not, packages are fetched. */
    boolean isLocal();

    /** Finds, or fetches, what is not ours. */
    Parts parts() throws LoaderUnavailable;

    /** The command that judges one object, with the driver's folder where it is. */
    List<String> command(Path folder);

    /** What a driver is made of besides our sources. */
    interface Parts {
        /** Tells these parts from others, versions included. */
        String identity() throws IOException;

        /** Builds the driver in an empty folder. */
        void buildIn(Path folder) throws IOException, LoaderUnavailable;
    }
}
