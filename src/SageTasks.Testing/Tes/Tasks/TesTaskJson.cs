using System.Globalization;
using System.Text.Json;

namespace SageTasks.Testing;

/// <summary>Writes tasks as a server answers them.</summary>
internal sealed class TesTaskJson(Utf8JsonWriter json, TesDialect dialect, TesView view)
{
    private readonly TesFields _fields = new(json, dialect.Fill);

    public void Write(TesTaskDocument document)
    {
        var task = document.Task;
        json.WriteStartObject();
        json.WriteString("id"u8, document.Id);
        json.WriteString("state"u8, document.State);
        if (view == TesView.Minimal)
        {
            json.WriteEndObject();
            return;
        }

        var full = view == TesView.Full && !(dialect.ShortensBasic && document.Logs?.Any(log => log.SystemLogs?.Count > 0) != true);
        _fields.Text("name"u8, task.Name);
        _fields.Text("description"u8, task.Description);
        _fields.List("inputs"u8, task.Inputs, input => Write(input, full));
        _fields.List("outputs"u8, task.Outputs, Write);
        WriteResources(task.Resources);
        _fields.List("executors"u8, task.Executors, executor => Write(executor, full));
        _fields.List("volumes"u8, task.Volumes, json.WriteStringValue);
        _fields.Map("tags"u8, task.Tags);
        _fields.List("logs"u8, document.Logs, log => Write(log, full));
        json.WriteString("creation_time"u8, dialect.Time(document.CreationTime));
        json.WriteEndObject();
    }

    private void Write(TesInput input, bool full)
    {
        json.WriteStartObject();
        _fields.Text("name"u8, input.Name);
        _fields.Text("description"u8, input.Description);
        _fields.Text("url"u8, input.Url);
        _fields.Text("path"u8, input.Path);
        _fields.Type(input.Type);
        if (full)
        {
            _fields.Text("content"u8, input.Content);
        }

        // TES-Azure has a plain flag here.
        _fields.Flag("streamable"u8, dialect.Fill == TesFill.Nulls ? input.Streamable ?? false : input.Streamable);
        json.WriteEndObject();
    }

    private void Write(TesOutput output)
    {
        json.WriteStartObject();
        _fields.Text("name"u8, output.Name);
        _fields.Text("description"u8, output.Description);
        _fields.Text("url"u8, output.Url);
        _fields.Text("path"u8, output.Path);
        if (dialect.Fill != TesFill.Nulls)
        {
            _fields.Text("path_prefix"u8, output.PathPrefix);
        }

        _fields.Type(output.Type);
        json.WriteEndObject();
    }

    private void WriteResources(TesResources? resources)
    {
        if (resources is null)
        {
            _fields.Nothing("resources"u8);
            return;
        }

        json.WriteStartObject("resources"u8);
        _fields.Number("cpu_cores"u8, resources.CpuCores);
        _fields.Flag("preemptible"u8, resources.Preemptible);
        _fields.Number("ram_gb"u8, resources.RamGb);
        _fields.Number("disk_gb"u8, resources.DiskGb);
        _fields.List("zones"u8, resources.Zones, json.WriteStringValue);
        _fields.Map("backend_parameters"u8, resources.BackendParameters);
        _fields.Flag("backend_parameters_strict"u8, resources.BackendParametersStrict);
        json.WriteEndObject();
    }

    private void Write(TesExecutor executor, bool full)
    {
        json.WriteStartObject();
        _fields.Text("image"u8, executor.Image);
        _fields.List("command"u8, executor.Command, json.WriteStringValue);
        _fields.Text("workdir"u8, executor.Workdir);
        _fields.Text("stdin"u8, executor.Stdin);
        if (full || !dialect.ShortensBasic)
        {
            _fields.Text("stdout"u8, executor.Stdout);
            _fields.Text("stderr"u8, executor.Stderr);
        }

        _fields.Map("env"u8, executor.Env);
        if (dialect.Fill != TesFill.Nulls)
        {
            _fields.Flag("ignore_error"u8, executor.IgnoreError);
        }

        json.WriteEndObject();
    }

    private void Write(TesTaskLog log, bool full)
    {
        json.WriteStartObject();
        json.WriteStartArray("logs"u8);
        foreach (var executor in log.Logs)
        {
            Write(executor, full);
        }

        json.WriteEndArray();
        _fields.Map("metadata"u8, log.Metadata);
        WriteTimes(log.StartTime, log.EndTime);
        json.WriteStartArray("outputs"u8);
        foreach (var output in log.Outputs)
        {
            Write(output);
        }

        json.WriteEndArray();
        if (full)
        {
            _fields.List("system_logs"u8, log.SystemLogs, json.WriteStringValue);
        }

        json.WriteEndObject();
    }

    private void Write(TesExecutorLog log, bool full)
    {
        json.WriteStartObject();
        WriteTimes(log.StartTime, log.EndTime);
        if (full)
        {
            _fields.Text("stdout"u8, log.Stdout);
            _fields.Text("stderr"u8, log.Stderr);
        }

        json.WriteNumber("exit_code"u8, log.ExitCode);
        json.WriteEndObject();
    }

    private void Write(TesOutputFileLog output)
    {
        json.WriteStartObject();
        json.WriteString("url"u8, output.Url);
        json.WriteString("path"u8, output.Path);
        json.WriteString("size_bytes"u8, output.SizeBytes.ToString(CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    private void WriteTimes(DateTimeOffset? start, DateTimeOffset? end)
    {
        _fields.Text("start_time"u8, start is { } began ? dialect.Time(began) : null);
        _fields.Text("end_time"u8, end is { } ended ? dialect.Time(ended) : null);
    }
}
