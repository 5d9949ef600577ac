namespace SharedObjects.Hosting.Processes;

/// <summary>What a child process is for: the manager, a worker, or a type of another assembly. Created in the child, by <see cref="ChildRoles"/>.</summary>
internal interface IChildRole
{
    /// <summary>
    /// Does the work; the process ends when it completes. Starts on the main thread of the child. Its arguments are
    /// <see cref="ControlChannel.Arguments"/>; it reports <see cref="ControlChannel.ReadyAsync"/> once others may rely on it. An
    /// exception ends the process and is reported to the owner with type, message and stack.
    /// </summary>
    /// <param name="channel">The way to the owner.</param>
    /// <param name="ownerGone">
    /// Fires when the owner has died or let go of the child. The role has <see cref="ChildStart.Grace"/> to end; after that the process is ended.
    /// </param>
    /// <returns>The exit code.</returns>
    ValueTask<int> RunAsync(ControlChannel channel, CancellationToken ownerGone);
}
