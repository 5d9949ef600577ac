namespace SharedObjects.Process.Tests.Death;

/// <summary>All scenes of one state with one process in them, which has died when a test begins.</summary>
public abstract class Stage : IAsyncLifetime
{
    /// <summary>How long a process may be silent where silence is its end.</summary>
    private static readonly TimeSpan TimeToLive = TimeSpan.FromSeconds(2);

    private readonly DeathState state;
    private readonly bool isSilenced;
    private readonly Dictionary<string, Scene> scenes;
    private SharedManager manager = null!;
    private SharedManager reports = null!;
    private Victim victim = null!;

    /// <param name="state">What the process is doing.</param>
    /// <param name="isSilenced">Whether it is stopped past its session's time to live instead of being killed.</param>
    protected Stage(DeathState state, bool isSilenced)
    {
        this.state = state;
        this.isSilenced = isSilenced;
        scenes = Scenes.Of(state).ToDictionary(static scene => scene.Name);
    }

    public async ValueTask InitializeAsync()
    {
        manager = await SharedManager.StartAsync(isSilenced ? new SharedManagerOptions { SessionTimeToLive = TimeToLive } : null);
        reports = await SharedManager.StartAsync();
        var stage = await manager.NamespaceAsync();
        foreach (var scene in scenes.Values)
        {
            await scene.ArrangeAsync(manager, stage);
        }

        victim = await Victim.StartAsync(reports, report => WorkerProcess.Start(Play.EnterAsync, stage, state, report));
        await victim.SaysAsync("ready");
        if (isSilenced || state == DeathState.Unreceived)
        {
            victim.Stop();
        }

        if (state == DeathState.Unreceived)
        {
            foreach (var scene in scenes.Values)
            {
                await scene.GrantAsync();
            }
        }

        if (!isSilenced)
        {
            victim.Kill();
        }

        while ((await manager.GetStatisticsAsync()).Sessions > 1)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }

        await stage.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await victim.DisposeAsync();
        await manager.DisposeAsync();
        await reports.DisposeAsync();
        await new ProcessTests.NothingLeftBehind().DisposeAsync();
        GC.SuppressFinalize(this);
    }

    internal Task VerifyAsync(string scene) => scenes[scene].VerifyAsync(granted: state == DeathState.Unreceived);
}
