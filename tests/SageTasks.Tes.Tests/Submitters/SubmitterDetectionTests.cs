namespace SageTasks.Tes.Tests.Submitters;

/// <summary>Who submitted a task, by the marks that engines leave.</summary>
public sealed class SubmitterDetectionTests
{
    private const string Hello = "0911c1c7-de5d-442f-94e8-31814a035f8c";
    private const string Slice = "600f4b49-aefd-41fc-9797-94e5b781b0bb";
    private const string Top = "daf1a044-d741-4db9-8eb5-d6fd0519b1f1";
    private const string Sub = "b5227f73-f6e8-43be-8b18-520b1fd789b6";

    [Theory]
    [InlineData(Hello, "wf_hello", "hello", $"/tes-wd/shared/wf_hello/{Hello}/call-hello/execution")]
    [InlineData(Slice, "MultiStep", "SliceBytes", $"/tes-wd/shared/MultiStep/{Slice}/call-SliceBytes/shard-1/execution")]
    public void The_old_rule_reads_workflow_stage_and_directory_from_the_paths(string id, string workflow, string stage, string directory)
    {
        var submitter = SubmitterDetection.DetectCromwellByOldRule(Old(id, directory));

        Assert.Equal(new TaskSubmitter { Name = "cromwell", WorkflowId = id, WorkflowName = workflow, WorkflowStage = stage, ExecutionDirectory = directory }, submitter);
    }

    [Fact]
    public void The_old_rule_wants_every_one_of_its_marks()
    {
        var directory = $"/tes-wd/shared/wf_hello/{Hello}/call-hello/execution";
        var task = Old(Hello, directory);
        TesTask[] others =
        [
            new(),
            task with { Outputs = [] },
            task with { Description = "no id: at all" },
            task with { Description = null },
            task with { Description = $"{Slice}:of another workflow" },
            task with { Description = $"{Hello.ToUpperInvariant()}:in another spelling" },
            task with { Outputs = [.. task.Outputs.Select(output => output with { Url = "s3://b/x" })] },
            task with { Outputs = [.. task.Outputs.Where(output => !output.Path.EndsWith("stdout", StringComparison.Ordinal))] },
            task with { Outputs = [.. task.Outputs.Where(output => !output.Path.EndsWith("stderr", StringComparison.Ordinal))] },
            task with { Outputs = [.. task.Outputs.Where(output => !output.Path.EndsWith("rc", StringComparison.Ordinal))] },
            Old(Hello, $"/elsewhere/tes-wd/wf_hello/{Hello}/call-hello/execution"),
            Old(Hello, $"/tes-wd/shared/wf_hello/{Hello}/hello/execution"),
        ];

        Assert.All(others, other => Assert.Null(SubmitterDetection.DetectCromwellByOldRule(other)));
    }

    [Fact]
    public void The_old_rule_takes_the_directory_of_the_last_output()
    {
        var task = Old(Hello, $"/tes-wd/shared/wf_hello/{Hello}/call-hello/execution");
        var extra = $"/tes-wd/shared/wf_hello/{Hello}/call-hello/execution/glob/a.txt";

        var submitter = SubmitterDetection.DetectCromwellByOldRule(task with { Outputs = [.. task.Outputs, new TesOutput { Path = extra, Url = extra }] });

        Assert.Equal($"/tes-wd/shared/wf_hello/{Hello}/call-hello/execution/glob", submitter!.ExecutionDirectory);
    }

    [Theory]
    [InlineData($"{Top}:test.hello:-1:1", $"/cromwell-executions/test/{Top}/call-hello/execution", "hello", $"{Top}:test.hello", -1, 1)]
    [InlineData($"{Sub}:sub.s:8:1", $"/cromwell-executions/test/{Top}/call-hello/test-subworkflow/{Sub}/call-subworkflow/shard-8/execution", "subworkflow", $"{Sub}:sub.s", 8, 1)]
    [InlineData($"{Sub}:sub.s:8:2", $"/cromwell-executions/test/{Top}/call-hello/test-subworkflow/{Sub}/call-subworkflow/shard-8/attempt-2/execution", "subworkflow", $"{Sub}:sub.s", 8, 2)]
    [InlineData($"{Top}:test.hello:x:y", $"/cromwell-executions/test/{Top}/call-hello/execution", "hello", $"{Top}:test.hello", null, null)]
    public void The_rule_of_today_reads_the_top_workflow_and_the_call(string description, string directory, string stage, string instance, int? shard, int? attempt)
    {
        var submitter = SubmitterDetection.DetectCromwell(Current(description, directory));

        Assert.Equal(
            new TaskSubmitter
            {
                Name = "cromwell",
                WorkflowId = Top,
                WorkflowName = "test",
                WorkflowStage = stage,
                ExecutionDirectory = directory,
                TaskInstance = instance,
                Shard = shard,
                Attempt = attempt,
            },
            submitter);
    }

    [Fact]
    public void The_rule_of_today_wants_every_one_of_its_marks()
    {
        var directory = $"/cromwell-executions/test/{Top}/call-hello/execution";
        var task = Current($"{Top}:test.hello:-1:1", directory);
        var script = task.Inputs[0];
        TesTask[] others =
        [
            new(),
            task with { Inputs = [] },
            task with { Inputs = [script with { Type = TesFileType.Directory }] },
            task with { Inputs = [script with { Name = "script" }] },
            task with { Inputs = [script with { Description = "test.hello.script" }] },
            task with { Inputs = [script with { Path = "/a/script.sh" }] },
            task with { Description = " " },
            task with { Description = "hello:world" },
            task with { Description = $"{Sub}:test.hello:-1:1" },
            task with { Outputs = [.. task.Outputs.Where(output => output.Name != "rc")] },
            task with { Outputs = [.. task.Outputs.Where(output => output.Name != "stdout")] },
            task with { Outputs = [.. task.Outputs.Where(output => output.Name != "stderr")] },
            task with { Outputs = [.. task.Outputs, new TesOutput { Path = "/x", Url = "/x" }] },
            Current($"{Top}:test.hello:-1:1", $"/cromwell-executions/test/{Top}/hello/execution"),
            Current($"{Top}:test.hello:-1:1", $"/cromwell-executions/test/{Top}/call-hel\nlo/execution"),
        ];

        Assert.All(others, other => Assert.Null(SubmitterDetection.DetectCromwell(other)));
        Assert.Equal("cromwell", SubmitterDetection.Detect(task)!.Name);
    }

    [Fact]
    public void Nextflow_is_known_by_its_script_and_its_files()
    {
        var task = new TesTask
        {
            Name = "FASTQC (1)",
            Executors = [new TesExecutor { Image = "x", Workdir = "/job", Command = ["bash", "-o", "pipefail", "-c", "bash /job/.command.run 2>&1 | tee /job/.command.log"] }],
            Outputs = [.. new[] { ".command.out", ".command.err", ".command.log", ".exitcode" }.Select(name => new TesOutput { Path = $"/job/{name}", Url = $"s3://b/{name}" })],
        };

        Assert.Equal(new TaskSubmitter { Name = "nextflow", WorkflowStage = "FASTQC (1)" }, SubmitterDetection.Detect(task));
        Assert.Null(SubmitterDetection.Detect(task with { Outputs = [] }));
    }

    [Fact]
    public void Snakemake_is_known_by_its_script_and_its_name()
    {
        var task = new TesTask { Name = "snakejob.bwa_map.3.sh", Description = "", Executors = [new TesExecutor { Image = "x", Command = ["/bin/bash", "/scripts/run_snakemake.sh"] }] };

        Assert.Equal(new TaskSubmitter { Name = "snakemake", WorkflowStage = "bwa_map" }, SubmitterDetection.Detect(task));
        Assert.Null(SubmitterDetection.Detect(task with { Name = "my job" }));
    }

    [Fact]
    public void Cwl_tes_is_known_by_its_tag_and_the_descriptions_of_its_inputs()
    {
        var task = new TesTask
        {
            Name = "md5",
            Tags = new Dictionary<string, string> { ["CWLDocumentId"] = "file:///md5.cwl" },
            Inputs = [new TesInput { Path = "/a", Url = "s3://b/a", Description = "cwl_input:input_file" }],
        };

        Assert.Equal(new TaskSubmitter { Name = "cwl-tes", WorkflowName = "file:///md5.cwl", WorkflowStage = "md5" }, SubmitterDetection.Detect(task));
        Assert.Null(SubmitterDetection.Detect(task with { Tags = new Dictionary<string, string>() }));
        Assert.Null(SubmitterDetection.Detect(task with { Inputs = [task.Inputs[0] with { Description = "mine" }] }));
    }

    [Fact]
    public void Tags_that_name_a_submitter_go_before_all_marks()
    {
        var submitter = new TaskSubmitter { Name = "sagetasks", WorkflowId = "1", WorkflowName = "w", WorkflowStage = "s", ExecutionDirectory = "/e" };
        var task = Old(Hello, $"/tes-wd/shared/wf_hello/{Hello}/call-hello/execution") with { Tags = submitter.ToTags() };

        Assert.Equal(submitter, SubmitterDetection.Detect(task));
        Assert.Equal(["ms-submitter-name"], new TaskSubmitter { Name = "x" }.ToTags().Keys);
    }

    [Fact]
    public void A_task_of_nobody_known_has_no_submitter() => Assert.Null(SubmitterDetection.Detect(Stubs.Samples.Task));

    internal static TesTask Old(string id, string directory) => new()
    {
        Description = $"{id}:a call",
        Outputs = [.. new[] { "rc", "stdout", "stderr" }.Select(name => new TesOutput { Path = $"{directory}/{name}", Url = $"{directory}/{name}" })],
    };

    internal static TesTask Current(string description, string directory) => new()
    {
        Description = description,
        Inputs =
        [
            new TesInput { Name = "commandScript", Description = "test.hello.commandScript", Path = $"{directory}/script", Url = $"{directory}/script", Type = TesFileType.File },
        ],
        Outputs = [.. new[] { "rc", "stdout", "stderr" }.Select(name => new TesOutput { Name = name, Path = $"{directory}/{name}", Url = $"{directory}/{name}" })],
    };
}
