using System.CommandLine;
using BenchmarkDotNet.Running;
using SageTasks.Benchmarks;

var quick = new Option<bool>("--quick") { Description = "Take fewer rows, bytes and rounds: everything in about a minute." };
var micro = new Option<string>("--micro")
{
    Description = "Run the BenchmarkDotNet classes (keys, sheet rows, engine, digests) instead, or those that a pattern names: '*EngineBenchmark*'.",
    HelpName = "PATTERN",
    Arity = ArgumentArity.ZeroOrOne,
};
var only = new Option<string[]>("--only")
{
    Description = $"Only these: {string.Join(", ", Suite.Names)}.",
    HelpName = "NAME",
    AllowMultipleArgumentsPerToken = true,
};
only.AcceptOnlyFromAmong([.. Suite.Names]);

var root = new RootCommand(
    "Measures the clients against the least code that does the same over the same bytes, both sides in turns, and prints one line for each: "
    + "name ratio=OURS/LEAST. Only ratios say something; times depend on the machine. Exit code 1 when a ratio misses its goal.")
{
    quick, micro, only,
};
root.SetAction(async (parsed, cancellationToken) =>
{
    if (parsed.GetResult(micro) is not null)
    {
        BenchmarkSwitcher.FromAssembly(typeof(Suite).Assembly).Run(["--filter", parsed.GetValue(micro) ?? "*"]);
        return 0;
    }

    return await Suite.RunAsync(parsed.GetValue(quick) ? Scale.Quick : Scale.Full, parsed.GetValue(only) ?? [], cancellationToken);
});
root.Subcommands.Add(ServerProcess.Command());
root.Subcommands.Add(SheetRows.Command());
return await root.Parse(args).InvokeAsync();
