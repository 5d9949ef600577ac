using SharedObjects.Calls.Encoding;
using SharedObjects.Calls.Frames;
using SharedObjects.Client;
using SharedObjects.Hosting.Manager;
using SharedObjects.Hosting.Processes;
using SharedObjects.Transport.Handshake;

namespace SharedObjects.Hosting.Workers;

/// <summary>A child process that runs one method of the program's assembly.</summary>
internal sealed class WorkerRole : IChildRole
{
    public const string Name = "worker";

    private static readonly HandshakeOptions Blocking = new() { Blocking = true };

    public async ValueTask<int> RunAsync(ControlChannel channel, CancellationToken ownerGone)
    {
        var start = WorkerStart.Decode(channel.Arguments);
        var sessions = new List<ClientSession>();
        try
        {
            foreach (var manager in start.Managers)
            {
                sessions.Add(await ManagerConnection.OpenAsync(manager, ValueSerializer.Default, Blocking, ownerGone, channel.Stays).ConfigureAwait(false));
            }

            var target = UserAssembly.Load(start.AssemblyPath).WorkerTarget(start.Target);
            await ClaimAsync(start.Arguments.References, ownerGone).ConfigureAwait(false);

            // From here on the references are this session's own; the starter lets go of the ones it held for the journey.
            await channel.ReadyAsync(default, ownerGone).ConfigureAwait(false);
            return await target.RunAsync(start.Arguments, ownerGone).ConfigureAwait(false);
        }
        finally
        {
            foreach (var session in sessions)
            {
                await session.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static async ValueTask ClaimAsync(List<ReferenceSlot> references, CancellationToken cancellationToken)
    {
        for (var i = 0; i < references.Count; i++)
        {
            var reference = references[i].Reference;
            var handle = await ConnectedManagers.Find(reference).AttachAsync(reference, cancellationToken).ConfigureAwait(false);
            references[i] = new ReferenceSlot(reference, handle);
        }
    }
}
