using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;

namespace SageTasks.Testing;

/// <summary>What every local platform can be told.</summary>
public record LocalPlatformOptions
{
    /// <summary>The loopback port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>
    /// The folder that the platform keeps its state in, so that another process can go on with it, also after this one was killed.
    /// Null: in memory and a temporary folder that goes with the platform. One process at a time.
    /// </summary>
    public string? StateFolder { get; init; }

    /// <summary>The access token that clients must send; null makes a random one, which the platform tells.</summary>
    public string? Token { get; init; }

    /// <summary>
    /// Names by which clients reach it beside <c>localhost</c> and the loopback addresses (<c>host.docker.internal</c>), without a port. A
    /// request for another host is refused with 421: a page in a browser could otherwise ask under its own name.
    /// </summary>
    public IReadOnlyList<string> HostNames { get; init => field = value ?? []; } = [];

    /// <summary>What goes wrong on purpose.</summary>
    public FaultPlan FaultPlan { get; init; } = FaultPlan.None;

    /// <summary>The clock.</summary>
    [JsonIgnore]
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Sees every request with its answer, after the answer was given; called from many threads.</summary>
    [JsonIgnore]
    public Action<ObservedExchange>? Observer { get; init; }

    /// <summary>Where the platform logs; null for nowhere.</summary>
    [JsonIgnore]
    public ILoggerFactory? Loggers { get; init; }

    /// <summary>Writes the options for a person, the token left out.</summary>
    /// <param name="builder">Where to.</param>
    protected virtual bool PrintMembers(StringBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Append(CultureInfo.InvariantCulture, $"Port = {Port}, StateFolder = {StateFolder}, Token = {(Token is null ? "random" : "***")}, Faults = {FaultPlan.Rules.Count}");
        return true;
    }

    internal void Check()
    {
        if (Port is < 0 or > 65_535)
        {
            throw new ArgumentException($"Port is {Port}; a port is between 1 and 65535, and 0 takes a free one.");
        }

        if (Token is not null && (Token.Trim().Length != Token.Length || Token.Length == 0 || Token.AsSpan().ContainsAnyExceptInRange(' ', '~')))
        {
            throw new ArgumentException("Token is empty or holds characters that no header carries; use visible ASCII characters.");
        }
    }
}
