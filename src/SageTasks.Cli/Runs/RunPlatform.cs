using System.CommandLine;
using SageTasks.Runs;

namespace SageTasks.Cli;

/// <summary>A platform that runs work, as the commands over all of them see it.</summary>
/// <param name="Name">The command's word for it.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Symbols">The options and arguments that describe a request.</param>
/// <param name="Connection">The options that say which server is meant.</param>
/// <param name="ReadAsync">Makes the request that a call describes.</param>
/// <param name="ConnectAsync">Makes the platform; what it asks the server for, it asks here.</param>
internal sealed record RunPlatform<TRequest>(
    string Name,
    string Title,
    IReadOnlyList<Symbol> Symbols,
    IReadOnlyList<Option> Connection,
    Func<CommandCall, CancellationToken, Task<TRequest>> ReadAsync,
    Func<CommandCall, CancellationToken, Task<IRunPlatform<TRequest>>> ConnectAsync);
