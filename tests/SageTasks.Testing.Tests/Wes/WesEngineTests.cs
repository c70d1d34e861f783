using SageTasks.ContractSuites;

namespace SageTasks.Testing.Tests;

/// <summary>CWL on the local WES, run by cwltool.</summary>
[RequiresServer("cwltool")]
public sealed class WesCwlTests
{
    private const string Workflow = """
        cwlVersion: v1.2
        class: Workflow
        inputs: {words: File}
        outputs:
          counted: {type: File, outputSource: count/out}
        steps:
          sort: {run: tools/sort.cwl, in: {words: words}, out: [out]}
          count: {run: tools/count.cwl, in: {words: sort/out}, out: [out]}
        """;

    private const string Sort = """
        cwlVersion: v1.2
        class: CommandLineTool
        baseCommand: sort
        inputs: {words: {type: File, inputBinding: {position: 1}}}
        stdout: sorted.txt
        outputs: {out: {type: stdout}}
        """;

    private const string Count = """
        cwlVersion: v1.2
        class: CommandLineTool
        baseCommand: [uniq, -c]
        inputs: {words: {type: File, inputBinding: {position: 1}}}
        stdout: counted.txt
        outputs: {out: {type: stdout}}
        """;

    [ServerFact]
    public async Task a_workflow_of_two_steps_runs_with_its_tasks_and_its_result()
    {
        await using var session = await WesSession.StartAsync(new LocalWesOptions());

        var id = await session.SubmitAsync(
            ("workflow_type", "CWL"), ("workflow_type_version", "v1.2"), ("workflow_url", "main.cwl"),
            ("workflow_params", """{"words":{"class":"File","location":"data/words.txt"}}"""),
            ("@main.cwl", Workflow), ("@tools/sort.cwl", Sort), ("@tools/count.cwl", Count), ("@data/words.txt", "b\na\nb\n"));
        var run = await session.EndAsync(id);

        Assert.True(run.GetProperty("state").GetString() == "COMPLETE", await session.ReadAsync(run.GetProperty("run_log").GetProperty("stderr").GetString()));
        var counted = run.GetProperty("outputs").GetProperty("counted");
        Assert.Equal("      1 a\n      2 b\n", await session.ReadAsync(counted.GetProperty("location").GetString()));
        Assert.StartsWith("sha1$", counted.GetProperty("checksum").GetString(), StringComparison.Ordinal);
        var tasks = (await session.GetAsync($"runs/{id}/tasks")).GetProperty("task_logs").EnumerateArray().ToList();
        Assert.Equal(["sort", "count"], tasks.Select(task => task.GetProperty("name").GetString()!));
        Assert.All(tasks, task => Assert.Equal(0, task.GetProperty("exit_code").GetInt32()));
    }

    [ServerFact]
    public async Task a_tool_that_fails_is_an_executor_error_with_its_own_code()
    {
        await using var session = await WesSession.StartAsync(new LocalWesOptions());

        var id = await session.SubmitAsync(
            ("workflow_type", "CWL"), ("workflow_type_version", "v1.2"), ("workflow_url", "fail.cwl"),
            ("@fail.cwl", "{cwlVersion: v1.2, class: CommandLineTool, baseCommand: [sh, -c, 'exit 3'], inputs: [], outputs: []}"));
        var run = await session.EndAsync(id);

        Assert.Equal("EXECUTOR_ERROR", run.GetProperty("state").GetString());
        var task = Assert.Single((await session.GetAsync($"runs/{id}/tasks")).GetProperty("task_logs").EnumerateArray());
        Assert.Equal(3, task.GetProperty("exit_code").GetInt32());
    }
}

/// <summary>Snakemake on the local WES.</summary>
[RequiresServer("snakemake")]
public sealed class WesSnakemakeTests
{
    private const string Snakefile = """
        rule all:
            input: "counted.txt"
        include: "rules/count.smk"
        """;

    private const string Rules = """
        rule words:
            output: "words.txt"
            shell: "echo {config[word]} > {output}"
        rule count:
            input: "words.txt"
            output: "counted.txt"
            shell: "wc -w < {input} > {output}"
        """;

    [ServerFact]
    public async Task a_workflow_runs_with_its_rules_as_tasks()
    {
        await using var session = await WesSession.StartAsync(new LocalWesOptions());

        var id = await session.SubmitAsync(
            ("workflow_type", "SMK"), ("workflow_type_version", "1.0"), ("workflow_url", "Snakefile"), ("workflow_params", """{"word":"sage"}"""),
            ("@Snakefile", Snakefile), ("@rules/count.smk", Rules));
        var run = await session.EndAsync(id);

        var log = await session.ReadAsync(run.GetProperty("run_log").GetProperty("stderr").GetString());
        Assert.True(run.GetProperty("state").GetString() == "COMPLETE", log);
        Assert.Equal("1\n", await session.ReadAsync(run.GetProperty("outputs").GetProperty("counted.txt").GetString()));
        var names = (await session.GetAsync($"runs/{id}/tasks")).GetProperty("task_logs").EnumerateArray().Select(task => task.GetProperty("name").GetString()!);
        Assert.Contains("count", names);
    }
}
