namespace SageTasks.Testing;

/// <summary>Who submitted a task.</summary>
/// <param name="Name">The program.</param>
/// <param name="WorkflowId">Its workflow run.</param>
/// <param name="WorkflowName">The workflow.</param>
/// <param name="Stage">The step of the workflow.</param>
/// <param name="ExecutionFolder">The folder of the step, of older Cromwell tasks.</param>
internal sealed record Submitter(string Name, string? WorkflowId, string? WorkflowName, string? Stage, string? ExecutionFolder = null)
{
    public IEnumerable<(string Name, string Value)> Tags
    {
        get
        {
            foreach (var (name, value) in ((string, string?)[])
            [
                ("ms-submitter-name", Name),
                ("ms-submitter-workflow-id", WorkflowId),
                ("ms-submitter-workflow-name", WorkflowName),
                ("ms-submitter-workflow-stage", Stage),
                ("ms-submitter-cromwell-executiondir", ExecutionFolder),
            ])
            {
                if (!string.IsNullOrEmpty(value))
                {
                    yield return (name, value);
                }
            }
        }
    }
}
