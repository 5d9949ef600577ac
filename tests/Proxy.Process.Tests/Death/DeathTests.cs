using System.Diagnostics.CodeAnalysis;

namespace SharedObjects.Process.Tests.Death;

/// <summary>
/// Every kind of object after the death of a process in one of its states: what it held is given up, what it was granted and never heard of is taken
/// back, and nobody waits for it or behind it.
/// </summary>
public abstract class DeathTests<TStage>(TStage stage) : IClassFixture<TStage>
    where TStage : Stage, IStage
{
    [SuppressMessage("Design", "CA1000", Justification = "The runner takes it from the closed class.")]
    public static TheoryData<string> Names => [.. Scenes.Of(TStage.State).Select(static scene => scene.Name)];

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Names))]
    public Task It_is_as_if_the_process_had_never_been_there(string scene) => stage.VerifyAsync(scene);
}
