namespace SharedObjects.Process.Tests.Death;

// Killed with -9, or stopped past the session's time to live, in each state; one line each.
public sealed class KilledHolderTests(Stages.KilledHolder stage) : DeathTests<Stages.KilledHolder>(stage);

public sealed class KilledWaiterTests(Stages.KilledWaiter stage) : DeathTests<Stages.KilledWaiter>(stage);

public sealed class KilledBeforeReceiptTests(Stages.KilledBeforeReceipt stage) : DeathTests<Stages.KilledBeforeReceipt>(stage);

public sealed class SilentHolderTests(Stages.SilentHolder stage) : DeathTests<Stages.SilentHolder>(stage);

public sealed class SilentWaiterTests(Stages.SilentWaiter stage) : DeathTests<Stages.SilentWaiter>(stage);

public sealed class SilentBeforeReceiptTests(Stages.SilentBeforeReceipt stage) : DeathTests<Stages.SilentBeforeReceipt>(stage);
