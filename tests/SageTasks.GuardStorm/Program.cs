using SageTasks.GuardStorm;

if (args is ["worker", ..])
{
    return await StormWorker.RunAsync();
}

if (args.Contains("--help"))
{
    Console.WriteLine(StormOptions.Usage);
    return 0;
}

StormOptions options;
try
{
    options = StormOptions.Parse(args);
}
catch (FormatException wrong)
{
    await Console.Error.WriteLineAsync($"{wrong.Message}\n\n{StormOptions.Usage}");
    return 2;
}

return await new Storm(options).RunAsync();
