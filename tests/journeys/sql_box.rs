//! The SQL box in a journey: writing into it, running, reading it; as the editor, or as the text area before it.

use serde_json::Value;

use super::page::Page;

/// Functions of scripts for the SQL box, which is the editor or, until it is there, the text area: its text, and writing into
/// it as a person does, who selects all and pastes.
pub const SQL_BOX: &str = "
    const sqlText = () => {
        const box = document.getElementById('sql');
        return box.value ?? [...box.querySelectorAll('.cm-line')].map(line => line.textContent).join('\\n');
    };
    const writeSql = text => {
        const box = document.getElementById('sql');
        if (box.value !== undefined) {
            box.value = text;
            return box.dispatchEvent(new Event('input', { bubbles: true }));
        }
        const press = (key, keyCode, more) =>
            box.dispatchEvent(new KeyboardEvent('keydown', { key, keyCode, bubbles: true, cancelable: true, ...more }));
        press('a', 65, { ctrlKey: true });
        press('Delete', 46);
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', text);
        if (text) box.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    };
    const pressRun = () => [...document.querySelectorAll('button')].find(it => it.innerText.trim() === 'Run').click();
";

impl Page {
    /// Puts SQL into the box in place of what is there, and runs it.
    pub async fn run_sql(&self, sql: &str) {
        self.write_sql(sql).await;
        self.press("Run").await;
    }

    /// Puts SQL into the box in place of what is there.
    pub async fn write_sql(&self, sql: &str) {
        self.script(&format!("{SQL_BOX} writeSql(arguments[0])"), vec![sql.into()]).await;
    }

    /// The SQL in the box.
    pub async fn sql(&self) -> String {
        self.script(&format!("{SQL_BOX} return sqlText()"), vec![]).await.as_str().unwrap().to_owned()
    }

    /// Waits until the SQL in the box is this.
    pub async fn until_sql(&self, sql: &str) {
        self.until(sql, &format!("{SQL_BOX} return sqlText() === {}", Value::from(sql))).await;
    }

    /// Waits until the editor is in the place of the text area.
    pub async fn editor(&self) {
        self.until("the editor", "return performance.getEntriesByName('lab:editor').length > 0").await;
    }

    /// Runs an endless query and stops it, which ends its worker.
    pub async fn stop_endless_sql(&self) {
        self.start_endless_sql().await;
        self.press("Stop").await;
    }

    /// Runs an endless query.
    pub async fn start_endless_sql(&self) {
        let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
        self.script(&format!("{SQL_BOX} writeSql(arguments[0]); pressRun()"), vec![endless.into()]).await;
        self.until("the query to run", "return document.documentElement.dataset.state === 'busy'").await;
    }
}
