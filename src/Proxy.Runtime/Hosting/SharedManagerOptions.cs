using System.Diagnostics;
using Microsoft.Extensions.Logging;
using PolyType;

namespace SharedObjects;

/// <summary>How a manager is started and used. Read once, when it is started or connected to.</summary>
public sealed record SharedManagerOptions
{
    /// <summary>Where the manager's and the connection's log entries go, those of the manager's process included. Default: they are dropped.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>The clock of everything in this process. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The shapes of the types that are shared, for programs compiled ahead of time. Default: reflection.</summary>
    public ITypeShapeProvider? TypeShapes { get; init; }

    /// <summary>How long a message may be in either direction, in bytes. Default: 64 MiB.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 4 KiB.</exception>
    public int MaximumFrameLength
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, Transport.FrameLimit.Least);
            field = value;
        }
    } = Transport.FrameLimit.Default;

    /// <summary>
    /// How long a client process may be silent before the manager takes it for dead and gives up what it holds; its later calls are refused. The library
    /// breaks the silence by itself, so this takes a process that is stopped, hangs as a whole, or cannot be reached; one that ends is
    /// noticed at once. <see cref="Timeout.InfiniteTimeSpan"/>: never. Default: 30 seconds; never, if a debugger is attached to this process, because
    /// a breakpoint is silence too. Clients in the manager's own process have no time to live.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 100 milliseconds, or more than 24 days.</exception>
    public TimeSpan SessionTimeToLive
    {
        get;
        init
        {
            if (value != Timeout.InfiniteTimeSpan)
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(value, Transport.TimeToLive.Least);
                ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Transport.TimeToLive.Most);
            }

            field = value;
        }
    } = Debugger.IsAttached ? Timeout.InfiniteTimeSpan : Transport.TimeToLive.Default;

    /// <summary>How long starting may take before it is given up. Default: 30 seconds.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a manager may take to stop before it is killed. Default: 5 seconds.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
