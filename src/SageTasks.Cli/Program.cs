using SageTasks.Cli;

return await CommandLine.RunAsync(args, Terminal.OfProcess());
