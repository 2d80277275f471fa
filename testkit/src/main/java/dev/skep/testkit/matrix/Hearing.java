package dev.skep.testkit.matrix;

import dev.skep.testkit.guest.GuestResult;
import dev.skep.testkit.loader.DriverOutput;
import dev.skep.testkit.loader.JudgedObject;
import dev.skep.testkit.loader.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a driver in a guest says of one object. */
record Hearing(String object) implements GuestResult.Visitor<JudgedObject> {
    @Override
    public JudgedObject finished(GuestResult.Finished result) {
        String reason = "no verdict: the driver ended with exit code " + result.exit();
        return verdict(result.out(), new Verdict.Refused(reason, result.errText()));
    }

    @Override
    public JudgedObject timedOut(GuestResult.TimedOut result) {
        String err = new String(result.err(), StandardCharsets.UTF_8);
        return verdict(result.out(), new Verdict.Refused("no verdict in time", err));
    }

    @Override
    public JudgedObject kernelDied(GuestResult.KernelDied result) {
        return JudgedObject.whole(object, new Verdict.NotApplicable("the kernel died: " + result.decisiveLine()));
    }

    @Override
    public JudgedObject notRun(GuestResult.NotRun result) {
        return JudgedObject.whole(object, new Verdict.NotApplicable(result.reason()));
    }

    private JudgedObject verdict(byte[] out, Verdict otherwise) {
        String said = new String(out, StandardCharsets.UTF_8);
        return DriverOutput.parse(said).about(List.of(object), otherwise).get(0);
    }
}
